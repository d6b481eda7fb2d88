class CreateFiles < ActiveRecord::Migration[6.1]
  def change
    reversible do |direction|
      direction.up { execute 'CREATE SCHEMA storage' }
    end
    create_table 'storage.files', id: :uuid do |t|
      t.text :user_id, null: false
      t.string :name, limit: 500, null: false
      t.column :created_at, :timestamptz, null: false, default: -> { 'now()' }
      t.column :updated_at, :timestamptz, null: false, default: -> { 'now()' }
    end
    add_index 'storage.files', :user_id, name: 'idx_files_user_id'
  end
end
