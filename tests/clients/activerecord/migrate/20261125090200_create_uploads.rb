class CreateUploads < ActiveRecord::Migration[6.1]
  def change
    create_table 'storage.folders', id: :uuid do |t|
      t.text :user_id, null: false
      t.column :created_at, :timestamptz, null: false, default: -> { 'now()' }
      t.column :updated_at, :timestamptz, null: false, default: -> { 'now()' }
    end
    add_index 'storage.folders', :user_id, name: 'idx_folders_user_id'
    # What the guard is to refuse.
    create_table 'storage.uploads', id: :uuid do |t|
      t.uuid :user_id, null: false
      t.column :created_at, :timestamptz, null: false, default: -> { 'now()' }
      t.column :updated_at, :timestamptz, null: false, default: -> { 'now()' }
    end
  end
end
