# `rails db:migrate` in a new project, which has no migrations yet: only ActiveRecord's own tables.
require 'active_record'
require 'tmpdir'

ActiveRecord::Base.establish_connection(adapter: 'postgresql', database: ENV.fetch('PGDATABASE'))
Dir.mktmpdir { |none| ActiveRecord::MigrationContext.new(none, ActiveRecord::SchemaMigration).migrate }
ActiveRecord::InternalMetadata.create_table
