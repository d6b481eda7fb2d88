# ActiveRecord without Rails, as `rails db:migrate` runs it: migrate.rb [VERSION]. libpq takes host, port and user from
# PGHOST, PGPORT and PGUSER.
require 'active_record'

ActiveRecord::Base.establish_connection(
  adapter: 'postgresql',
  database: ENV.fetch('PGDATABASE'),
  schema_search_path: ENV['LOG_SCHEMA'],
  variables: { lock_timeout: '5s' }
)

connection = ActiveRecord::Base.connection
abort 'another migration is running' unless connection.get_advisory_lock(987654321)

version = ARGV[0] && Integer(ARGV[0], 10)
ActiveRecord::MigrationContext.new(File.join(__dir__, 'migrate'), ActiveRecord::SchemaMigration).migrate(version)
