#include "report/dialects/dialect.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(report_dialects)

namespace {

const Speech* const speeches[] = {&dialects::drizzle, &dialects::prisma,     &dialects::typeorm,
                                  &dialects::django,  &dialects::sqlalchemy, &dialects::rails};

ColumnParts parts(std::string name, std::string type, bool not_null = true, std::string value = {}) {
    return {.table = "files",
            .name = std::move(name),
            .type = std::move(type),
            .not_null = not_null,
            .default_value = std::move(value)};
}

std::string each(const ColumnParts& column) {
    std::string lines;
    for (const Speech* speech : speeches) lines += speech->column(column) + "\n";
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_column_has_its_own_modifiers) {
    ColumnParts column = parts("user_id", "text");
    column.is_unique = true;
    BOOST_TEST(each(column) ==
               "text('user_id').notNull().unique()\n"
               "user_id String @unique\n"
               "@Column('text', { unique: true }) user_id: string;\n"
               "user_id = models.TextField(unique=True)\n"
               "sa.Column('user_id', sa.Text(), nullable=False, unique=True)\n"
               "t.column :user_id, :text, null: false, index: { unique: true, name: 'idx_files_user_id' }\n");
    column = parts("user_id", "text", false);
    column.has_reference = true;
    BOOST_TEST(each(column) ==
               "text('user_id').references(...)\n"
               "user_id String?\n"
               "@Column('text', { nullable: true }) user_id: string | null;\n"
               "\n"
               "sa.Column('user_id', sa.Text(), sa.ForeignKey(...), nullable=True)\n"
               "t.column :user_id, :text\n");
}

BOOST_AUTO_TEST_CASE(a_default_is_the_servers) {
    BOOST_TEST(each(parts("created_at", "timestamp with time zone", true, "now()")) ==
               "timestamp('created_at', { withTimezone: true }).defaultNow().notNull()\n"
               "created_at DateTime @default(now()) @db.Timestamptz(6)\n"
               "@Column('timestamptz', { default: () => \"now()\" }) created_at: Date;\n"
               "created_at = models.DateTimeField(db_default=Now())\n"
               "sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)\n"
               "t.column :created_at, :timestamptz, null: false, default: -> { \"now()\" }\n");
    BOOST_TEST(each(parts("price", "numeric(10,2)", true, "'0'::numeric")) ==
               "numeric('price', { precision: 10, scale: 2 }).default('0').notNull()\n"
               "price Decimal @default(0) @db.Decimal(10,2)\n"
               "@Column('numeric', { precision: 10, scale: 2, default: 0 }) price: string;\n"
               "price = models.DecimalField(max_digits=10, decimal_places=2, db_default=0)\n"
               "sa.Column('price', sa.Numeric(10, 2), server_default=sa.text(\"'0'::numeric\"), nullable=False)\n"
               "t.column :price, :decimal, precision: 10, scale: 2, null: false, default: 0\n");
    BOOST_TEST(each(parts("state", "text", true, "'new'::text")) ==
               "text('state').default('new').notNull()\n"
               "state String @default(\"new\")\n"
               "@Column('text', { default: 'new' }) state: string;\n"
               "state = models.TextField(db_default='new')\n"
               "sa.Column('state', sa.Text(), server_default='new', nullable=False)\n"
               "t.column :state, :text, null: false, default: 'new'\n");
}

BOOST_AUTO_TEST_CASE(a_number_in_a_text_is_a_text) {
    BOOST_TEST(each(parts("user_id", "text", true, "'0'")) ==
               "text('user_id').default('0').notNull()\n"
               "user_id String @default(\"0\")\n"
               "@Column('text', { default: '0' }) user_id: string;\n"
               "user_id = models.TextField(db_default='0')\n"
               "sa.Column('user_id', sa.Text(), server_default='0', nullable=False)\n"
               "t.column :user_id, :text, null: false, default: '0'\n");
}

BOOST_AUTO_TEST_CASE(a_key_is_the_tools_own) {
    ColumnParts key = parts("id", "uuid", true, "gen_random_uuid()");
    key.is_primary_key = true;
    BOOST_TEST(each(key) ==
               "uuid('id').primaryKey().defaultRandom()\n"
               "id String @id @default(dbgenerated(\"gen_random_uuid()\")) @db.Uuid\n"
               "@PrimaryColumn('uuid', { default: () => \"gen_random_uuid()\" }) id: string;\n"
               "id = models.UUIDField(primary_key=True, db_default=RandomUUID())\n"
               "sa.Column('id', postgresql.UUID(), primary_key=True, server_default=sa.text(\"gen_random_uuid()\"))\n"
               "create_table ..., id: :uuid\n");
    key = parts("id", "bigint");
    key.is_primary_key = true;
    key.identity = Identity::Always;
    BOOST_TEST(each(key) ==
               "bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()\n"
               "\n"
               "@PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;\n"
               "id = models.BigAutoField(primary_key=True)\n"
               "sa.Column('id', sa.BigInteger(), sa.Identity(always=True), primary_key=True)\n"
               "\n");
}

BOOST_AUTO_TEST_CASE(what_a_tool_has_no_word_for_it_says_nothing_of) {
    BOOST_TEST(each(parts("place", "app.point")) == "\n\n\n\n\n\n");
    BOOST_TEST(each(parts("note", "text", true, "'`${x}\"\\'::text")) == "\n\n\n\n\n\n");
}

BOOST_AUTO_TEST_CASE(a_table_and_an_index_are_placed) {
    std::string lines;
    for (const Speech* speech : speeches) {
        lines += speech->placed({.schema = "shop", .name = "files"}) + "\n";
        lines += speech->index({"idx_files_user_id", "shop", "files", {"user_id", "folder_id"}, false}) + "\n";
    }
    BOOST_TEST(lines ==
               "pgSchema('shop').table('files', ...)\n"
               "index('idx_files_user_id').on(t.userId, t.folderId)\n"
               "@@schema(\"shop\"), and \"shop\" among the datasource's schemas\n"
               "@@index([user_id, folder_id], map: \"idx_files_user_id\")\n"
               "@Entity({ name: 'files', schema: 'shop' })\n"
               "@Index('idx_files_user_id', ['user_id', 'folder_id'])\n"
               "db_table = 'shop\".\"files' in the model's Meta\n"
               "models.Index(fields=['user_id', 'folder_id'], name='idx_files_user_id')\n"
               "op.create_table('files', ..., schema='shop'), and __table_args__ = {'schema': 'shop'} in the model\n"
               "op.create_index('idx_files_user_id', 'files', ['user_id', 'folder_id'], schema='shop')\n"
               "create_table 'shop.files'\n"
               "add_index 'shop.files', [:user_id, :folder_id], name: 'idx_files_user_id'\n");
}

BOOST_AUTO_TEST_CASE(a_refusal_ends_with_what_to_do_next) {
    const auto hint = [](std::string_view dialect, bool is_refusal = true) {
        const PolicyRow rows[] = {{.rule = "*", .dialect = dialect}};
        const Policy policy(PolicySource{.rows = rows});
        return in_dialect(inspect(statement(Sample{column("user_id", "uuid")}), policy).findings, is_refusal);
    };
    BOOST_TEST(hint("none") == "");
    BOOST_TEST(hint("rails").starts_with("In Rails:\nt.column :user_id, :text, null: false\nt.column :created_at, "));
    BOOST_TEST(hint("rails").ends_with(dialects::rails.after_refusal));
    BOOST_TEST(hint("rails", false) + "\n" + std::string(dialects::rails.after_refusal) == hint("rails"));
    BOOST_TEST(hint("django").starts_with("In Django:\nuser_id = models.TextField()\n"));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_no_word_is_left_to_the_sql) {
    const PolicyRow rows[] = {{.rule = "user_id_text", .params = R"({"columns": ["user*"]})"}};
    const Policy policy(PolicySource{.rows = rows});
    const Sample sample{column("user'); DROP", "uuid")};
    const auto findings = inspect(statement(sample), policy).findings;
    BOOST_REQUIRE(!findings.empty());
    BOOST_TEST(in_dialect({findings.data(), 1}, true).find("DROP") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
