class AddCreatedIndexToFiles < ActiveRecord::Migration[6.1]
  disable_ddl_transaction!

  def change
    add_index 'storage.files', :created_at, name: 'idx_files_created_at', algorithm: :concurrently
  end
end
