# Runs the lines of a HINT through ActiveRecord: the columns as a table, or an index.
require 'active_record'
require 'json'

lines = JSON.parse($stdin.read)
ActiveRecord::Base.establish_connection(adapter: 'postgresql', database: ENV.fetch('PGDATABASE'))

class Migration < ActiveRecord::Migration[6.1]
  disable_ddl_transaction!

  def initialize(lines)
    super()
    @lines = lines
  end

  def up
    columns, key = @lines['columns'].partition { |line| line.start_with?('t.') }
    unless columns.empty?
      options = key.map { |line| line.delete_prefix('create_table ...') }.first.to_s
      instance_eval("#{@lines['placed']}#{options} do |t|\n#{columns.join("\n")}\nend")
    end
    @lines['indexes'].each { |line| instance_eval(line) }
  end
end

Migration.new(lines).migrate(:up)
