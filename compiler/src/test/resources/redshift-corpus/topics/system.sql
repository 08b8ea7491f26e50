--- account
SELECT user, current_aws_account, current_namespace
--- users
SELECT CURRENT_USER, SESSION_USER, CURRENT_USER_ID, USER FROM t
--- names
SELECT CURRENT_DATABASE(), CURRENT_SCHEMA(), CURRENT_SCHEMAS(FALSE), CURRENT_SESSION_ARN(), VERSION()
--- roles
SELECT DEFAULT_IAM_ROLE(), ROLE_IS_MEMBER_OF('role1', 'role2'), USER_IS_MEMBER_OF('reguser', 'role2')
--- privileges
SELECT HAS_ASSUMEROLE_PRIVILEGE('reg_user1', 'default', 'copy'), HAS_DATABASE_PRIVILEGE('guest', 'tickit', 'temp'), HAS_SCHEMA_PRIVILEGE('guest', 'public', 'create'), HAS_TABLE_PRIVILEGE('guest', 'listing', 'select')
--- iam_roles
SELECT PG_GET_IAM_ROLE_BY_USER('reg_user1')
--- iam_grantees
SELECT PG_GET_GRANTEE_BY_IAM_ROLE('arn:aws:iam::123456789012:role/x')
--- session_roles
SELECT PG_GET_SESSION_ROLES()
--- last_copy
SELECT PG_LAST_COPY_COUNT(), PG_LAST_COPY_ID(), PG_LAST_UNLOAD_COUNT(), PG_LAST_UNLOAD_ID(), PG_LAST_QUERY_ID()
--- last_query
SELECT LAST_USER_QUERY_ID(), PG_BACKEND_PID(), CURRENT_SETTING('query_group')
--- slices
SELECT DISTINCT a, SLICE_NUM() FROM t
--- pattern_compared
SELECT BTTEXT_PATTERN_CMP(a, b), BPCHARCMP(a, b) FROM t
--- percentile_disc_over
SELECT a, PERCENTILE_DISC(0.6) WITHIN GROUP (ORDER BY a) OVER (PARTITION BY b) FROM t
--- over_in_a_full_order
SELECT SUM(n) OVER (ORDER BY a, b ROWS UNBOUNDED PRECEDING) AS total FROM t
