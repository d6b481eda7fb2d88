// Names of tables as real schemas have them: of Rails and Django applications, shops, CMSs, billing, analytics, chat,
// and the PostgreSQL samples. With blanks or line ends between them.
#pragma once

#include <string_view>

namespace mana_guard::test {

// In order: plural, or for all that can be said.
constexpr std::string_view names_in_order = R"(
users files tags folders user_sessions file_versions file_tags user_roles balances user_settings media news user_data
statuses file_analyses series mission_snapshots event_tags research_results feedback_votes accounts sessions
verifications jwks passkeys two_factor_auth_codes invitations members organizations teams api_keys transactions
purchases packages usage_events credit_grants gift_codes mailboxes threads messages drafts attachments
abuse_reports agent_activity_events ai_conversations alert_management_alerts allowed_email_domains
analytics_cycle_analytics_stages appearances application_settings approvals approver_groups approvers
atlassian_identities audit_events authentication_events award_emojis aws_roles background_migration_jobs badges
batched_background_migrations board_assignees board_labels boards branches broadcast_messages bulk_imports
chat_names chat_teams ci_builds ci_builds_metadata ci_daily_build_group_report_results ci_deleted_objects
ci_job_artifacts ci_pipelines ci_runners ci_stages ci_triggers ci_variables cluster_agents
clusters commit_user_mentions compliance_frameworks container_repositories conversational_development_metrics
custom_emoji customer_relations_contacts dast_profiles dependency_proxy_blobs deploy_keys deploy_tokens deployments
description_versions design_management_designs diff_note_positions discussions draft_notes elastic_index_settings
emails environments epic_issues epics events experiments external_pull_requests feature_gates features
fork_networks geo_nodes gitlab_subscriptions gpg_keys gpg_signatures grafana_integrations group_deploy_keys
historical_data identities import_failures incident_management_timeline_events index_statuses insights
integrations internal_ids issuable_metrics issuable_slas issue_assignees issue_links issue_metrics issues
iterations jira_connect_installations keys label_links label_priorities labels ldap_group_links lfs_objects
licenses lists loose_foreign_keys_deleted_records member_roles merge_request_assignees merge_request_diff_commits
merge_request_diffs merge_requests merge_trains milestones namespaces namespace_statistics note_diff_files notes
notification_settings oauth_access_grants oauth_access_tokens oauth_applications onboarding_progresses
operations_feature_flags packages_dependencies pages_domains path_locks personal_access_tokens plan_limits plans
pool_repositories postgres_indexes product_analytics_events programming_languages project_authorizations
project_ci_cd_settings project_deploy_tokens project_statistics projects prometheus_alerts protected_branches
push_event_payloads push_rules raw_usage_data redirect_routes related_epic_links release_links releases
remote_mirrors repository_languages requirements resource_label_events reviews routes saml_providers scim_identities
security_findings security_scans self_managed_prometheus_alert_events sent_notifications sentry_issues shards
slack_integrations snippets software_licenses spam_logs sprints ssh_signatures status_check_responses subscriptions
suggestions system_note_metadata taggings term_agreements terraform_states timelogs todos topics u2f_registrations
uploads user_agent_details user_callouts user_custom_attributes user_details user_follow_users user_highest_roles
user_preferences user_statuses user_synced_attributes_metadata users_ops_dashboard_projects verification_codes
vulnerabilities vulnerability_occurrences web_hooks webauthn_registrations wiki_page_meta work_item_types
x509_certificates zentao_tracker_data zoom_meetings
active_storage_attachments active_storage_blobs active_storage_variant_records action_text_rich_texts
solid_queue_jobs solid_cache_entries flipper_gates friendly_id_slugs delayed_jobs good_jobs versions
account_aliases account_conversations account_domain_blocks account_migrations account_moderation_notes account_notes
account_pins account_stats account_statuses_cleanup_policies admin_action_logs announcement_mutes announcement_reactions
announcements appeals backups blocks bookmarks bulk_import_rows canonical_email_blocks conversation_mutes
conversations custom_emojis custom_filter_keywords custom_filters devices domain_allows domain_blocks
email_domain_blocks encrypted_messages favourites featured_tags follow_recommendation_suppressions follow_requests
follows imports invites ip_blocks list_accounts login_activities markers media_attachments mentions mutes
notifications one_time_keys polls poll_votes preview_card_providers preview_cards relays reports rules scheduled_statuses
session_activations site_uploads status_edits status_pins status_stats statuses_tags system_keys tag_follows tombstones
unavailable_domains user_invite_requests web_push_subscriptions web_settings webhooks
auth_permissions django_sessions django_content_types django_sites taggit_tags celery_results_tasks
spree_addresses spree_adjustments spree_assets spree_calculators spree_countries spree_credit_cards
spree_customer_returns spree_inventory_units spree_line_items spree_option_types spree_orders spree_payments spree_prices
spree_products spree_promotion_categories spree_promotions spree_properties spree_refunds spree_return_authorizations
spree_shipments spree_shipping_boxes spree_shipping_methods spree_states spree_stock_items spree_stock_movements
spree_stores spree_tax_categories spree_taxonomies spree_taxons spree_tax_rates spree_users spree_variants
spree_wishlists spree_zones carts cart_items categories companies countries currencies cities addresses coupons
customers discounts invoices invoice_lines payments payouts prices products product_categories product_variants
refunds reviews shipments shipping_addresses sku_prices skus suppliers tax_rates taxes vouchers warehouses wishlists
ledger_entries journal_entries chargebacks disputes fees credit_notes quotes tax_ids bank_accounts cash_balances
wp_posts wp_postmeta wp_users wp_usermeta wp_terms wp_termmeta wp_term_taxonomies wp_comments wp_commentmeta wp_links wp_options
articles authors blogs pages page_views posts post_likes comments revisions redirects menus menu_items layouts
templates widgets blocks_data taxonomies vocabularies glossaries translations locales languages snippets_media
directus_collections directus_fields directus_files directus_permissions directus_revisions directus_roles
strapi_webhooks up_permissions
clicks impressions pageviews funnels cohorts dashboards metrics reports_data segments sources visits visitors
heatmaps experiments_variants sessions_daily_rollups dim_customers fact_orders stg_payments
channels rooms chat_rooms participants reactions attachments_meta presences contacts calendars attendees
appointments schedules shifts availabilities bookings reservations seats flights airports aircrafts tickets
boarding_passes bookings_flights hotels guests amenities
courses lessons quizzes quiz_questions quiz_answers enrollments students teachers classes grades syllabi syllabuses
curricula alumni criteria phenomena bacteria strata spectra memoranda addenda errata indices indexes matrices vertices
appendices axes bases crises theses hypotheses diagnoses synopses parentheses analyses
people children men women salespeople grandchildren mice geese feet teeth oxen dice lives knives shelves leaves wolves
halves thieves wives selves bookshelves heroes potatoes echoes cargoes zeros photos videos radios studios memos logos
promos combos avatars pianos kilos
sheep fish deer species aircraft spacecraft offspring staff personnel equipment information metadata software hardware
inventory stock storage traffic feedback history price_history order_history progress course_progress access
merchandise furniture baggage content knowledge weather money research music info contact_info
mailing_list_members points_of_interest units_of_measure terms_of_service bills_of_materials people_in_charge
words_per_day frequently_asked_questions
buses bonuses viruses campuses censuses corpora genera focuses foci cacti stimuli radii nuclei octopuses aliases
atlases canvases biases lenses gases irises processes businesses witnesses harnesses losses boxes mailboxes faxes
prefixes suffixes mixes branches batches matches patches searches watches switches caches niches dishes hashes
wishes pushes waltzes topazes keys days surveys journeys gateways displays replies queries stories activities
entities properties policies histories inventories factories galleries libraries deliveries movies cookies
calories zombies selfies ties pies menus gurus bureaus plateaus cpus gpus wikis taxis apis uris kpis emojis alibis
areas ideas schemas cameras personas quotas agendas formulas formulae antennas antennae larvae algae
jobs job_runs job_runs_2024 workflows workflow_steps queues failed_jobs cron_jobs locks outbox_events inbox_messages
dead_letters webhooks_deliveries event_logs audit_logs access_logs error_logs changelogs migrations feature_flags
rate_limits api_tokens refresh_tokens password_resets login_attempts user_devices push_tokens email_templates
sms_messages outgoing_sms phone_numbers geo_data weather_data user_metadata product_media raw_data sensor_readings
measurements time_series timeseries proceedings savings earnings belongings headquarters means crossroads
users_old users_backup users_tmp users_v2 orders_2024 sales pending user_following users_archived users_deleted
reporting billing onboarding pricing
actors films film_actors stores rentals languages cities_data albums artists genres playlists playlist_tracks tracks
employees employee_territories regions territories order_details customer_demographics
)";

// Singular, and the plural that is offered.
constexpr std::string_view names_to_mend = R"(
user/users user_account/user_accounts file/files category/categories company/companies address/addresses
status/statuses person/people child/children man/men woman/women analysis/analyses file_analysis/file_analyses
box/boxes country/countries city/cities entity/entities property/properties story/stories reply/replies
query/queries activity/activities policy/policies currency/currencies delivery/deliveries library/libraries
gallery/galleries factory/factories identity/identities vulnerability/vulnerabilities family/families
key/keys day/days survey/surveys journey/journeys gateway/gateways display/displays
bus/buses bonus/bonuses virus/viruses campus/campuses census/censuses focus/focuses alumnus/alumni cactus/cacti
stimulus/stimuli radius/radii nucleus/nuclei syllabus/syllabuses corpus/corpora genus/genera octopus/octopuses
crisis/crises thesis/theses hypothesis/hypotheses diagnosis/diagnoses  axis/axes synopsis/synopses
oasis/oases emphasis/emphases parenthesis/parentheses iris/irises
alias/aliases atlas/atlases canvas/canvases bias/biases lens/lenses gas/gases
process/processes business/businesses class/classes loss/losses pass/passes boss/bosses witness/witnesses
tax/taxes fax/faxes prefix/prefixes suffix/suffixes mailbox/mailboxes inbox/inboxes index/indexes matrix/matrices
vertex/vertices appendix/appendices
branch/branches batch/batches match/matches patch/patches watch/watches switch/switches
dish/dishes hash/hashes wish/wishes push/pushes church/churches epoch/epochs
cache/caches query_cache/query_caches niche/niches house/houses warehouse/warehouses course/courses case/cases
database/databases response/responses license/licenses purchase/purchases expense/expenses size/sizes prize/prizes
quiz/quizzes waltz/waltzes 
life/lives knife/knives shelf/shelves bookshelf/bookshelves leaf/leaves half/halves thief/thieves wolf/wolves
wife/wives proof_file/proof_files belief/beliefs chief/chiefs roof/roofs tariff/tariffs brief_case/brief_cases
staff_member/staff_members
hero/heroes potato/potatoes echo/echoes photo/photos video/videos memo/memos logo/logos promo/promos zero/zeros
radio/radios studio/studios
foot/feet tooth/teeth goose/geese mouse/mice salesperson/salespeople grandchild/grandchildren
salesman/salesmen chairman/chairmen human/humans
criterion/criteria phenomenon/phenomena bacterium/bacteria stratum/strata memorandum/memoranda addendum/addenda
curriculum/curricula spectrum/spectra symposium/symposia album/albums forum/forums museum/museums stadium/stadiums
medium_size/medium_sizes
schema/schemas area/areas idea/ideas camera/cameras persona/personas quota/quotas agenda/agendas formula/formulas
antenna/antennas arena/arenas era/eras pizza/pizzas
menu/menus sku/skus cpu/cpus guru/gurus api/apis url/urls uri/uris kpi/kpis acl/acls otp/otps faq/faqs
taxi/taxis wiki/wikis alibi/alibis
account/accounts actor/actors admin/admins album_track/album_tracks alert/alerts annotation/annotations
announcement/announcements answer/answers app/apps application/applications appointment/appointments
approval/approvals article/articles artist/artists asset/assets assignment/assignments attachment/attachments
attempt/attempts attribute/attributes audit_log/audit_logs audit_log_archive/audit_log_archives author/authors
avatar/avatars badge/badges balance/balances bank_account/bank_accounts banner/banners block/blocks blog/blogs
board/boards book/books booking/bookings bookmark/bookmarks brand/brands budget/budgets build/builds
building/buildings bundle/bundles button/buttons calendar/calendars campaign/campaigns candidate/candidates
card/cards cart/carts cart_item/cart_items catalog/catalogs certificate/certificates channel/channels chapter/chapters
chat/chats check/checks client/clients collection/collections color/colors comment/comments commit/commits
component/components config/configs configuration/configurations connection/connections contact/contacts
contract/contracts conversation/conversations coupon/coupons credential/credentials customer/customers
dashboard/dashboards deal/deals department/departments deployment/deployments device/devices discount/discounts
document/documents domain/domains donation/donations download/downloads draft/drafts driver/drivers
employee/employees enrollment/enrollments environment/environments episode/episodes error/errors event/events
exam/exams export/exports favorite/favorites feature/features feature_flag/feature_flags feed/feeds field/fields
film/films filter/filters flag/flags flight/flights folder/folders follower/followers form/forms friend/friends
game/games genre/genres goal/goals group/groups guest/guests hotel/hotels image/images import/imports
ingredient/ingredients integration/integrations invitation/invitations invoice/invoices issue/issues item/items job/jobs
label/labels language/languages layout/layouts lead/leads ledger/ledgers lesson/lessons level/levels like/likes
link/links list/lists listing/listings location/locations lock/locks log/logs login/logins manager/managers
member/members membership/memberships mention/mentions message/messages milestone/milestones mission/missions
model/models module/modules movie/movies note/notes notification/notifications offer/offers option/options
order/orders order_item/order_items organization/organizations owner/owners package/packages page/pages
parameter/parameters participant/participants partner/partners password/passwords patient/patients payment/payments
permission/permissions photo_album/photo_albums pipeline/pipelines place/places plan/plans playlist/playlists
plugin/plugins point/points poll/polls post/posts preference/preferences price/prices product/products
product_category/product_categories profile/profiles project/projects promotion/promotions question/questions
queue/queues rating/ratings reaction/reactions recipe/recipes record/records region/regions registry/registries
release/releases report/reports request/requests reservation/reservations resource/resources result/results
review/reviews reward/rewards role/roles room/rooms route/routes rule/rules schedule/schedules school/schools
score/scores season/seasons section/sections segment/segments sequence/sequences service/services session/sessions
setting/settings user_setting/user_settings shift/shifts shipment/shipments shop/shops skill/skills snapshot/snapshots
song/songs source/sources space/spaces step/steps store/stores student/students subject/subjects
subscription/subscriptions supplier/suppliers tag/tags task/tasks tax_rate/tax_rates teacher/teachers team/teams
template/templates tenant/tenants term/terms test/tests theme/themes thread/threads ticket/tickets timeline/timelines
token/tokens topic/topics track/tracks transaction/transactions translation/translations trigger/triggers trip/trips
type/types unit/units upload/uploads value/values variant/variants vehicle/vehicles vendor/vendors venue/venues
version/versions alembic_version/alembic_versions video_call/video_calls view/views visit/visits visitor/visitors
vote/votes voucher/vouchers wallet/wallets webhook/webhooks widget/widgets wishlist/wishlists worker/workers
workflow/workflows workspace/workspaces zone/zones
auth_user/auth_users auth_group/auth_groups auth_permission/auth_permissions django_session/django_sessions
django_content_type/django_content_types django_site/django_sites django_admin_log/django_admin_logs
sales_order/sales_orders catalog_product_entity/catalog_product_entities eav_attribute/eav_attributes
customer_entity/customer_entities res_partner/res_partners sale_order_line/sale_order_lines
product_template/product_templates account_move/account_moves user_entity/user_entities realm/realms
film_actor/film_actors node/nodes node_revision/node_revisions watchdog/watchdogs semaphore/semaphores
)";

// Of which nothing can be said, so that they pass.
constexpr std::string_view undecided_names = R"(
metadata media series species news data info history inventory progress access feedback staff equipment software
pending user_following billing onboarding users_old user_old users_archived audit_archived draft_v2 user_2 x ab
csv html tmp mgmt pdf oauth saml etl json order_by_date user_to_group sign_in log_in opt_in
auth user_auth search lastmod mod_add mod_remove oauth_github orders_default users_pending_deactivation jobs_failed_attempt
available visible monthly daily latest current deleted public local wireless japanese fitness awareness
starfish spacecraft later gone stood busy sick again user_gone benutzer2 bestellungen postmeta usermeta termmeta
)";

}  // namespace mana_guard::test
