# As `rails db:schema:load` with a structure.sql, and `rails db:migrate` after it in the same process: load.rb FILE.
require 'active_record'

ActiveRecord::Base.configurations = { 'test' => { adapter: 'postgresql', database: ENV.fetch('PGDATABASE') } }
config = ActiveRecord::Base.configurations.configs_for(env_name: 'test').first
ActiveRecord::Tasks::PostgreSQLDatabaseTasks.new(config).structure_load(ARGV[0], nil)
ARGV.clear
load File.join(__dir__, 'migrate.rb')
