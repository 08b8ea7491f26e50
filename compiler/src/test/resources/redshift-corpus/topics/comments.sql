--- line
SELECT a -- a column
FROM t
--- line_first
-- the model
SELECT a FROM t
--- line_last
SELECT a FROM t -- the end
--- block
SELECT a /* a column */ FROM t
--- block_lines
SELECT a
/*
 * all rows
 */
FROM t
--- nested_block
SELECT a /* outer /* inner */ still outer */ FROM t
--- block_in_call
SELECT COALESCE(a, /* nothing */ 0) FROM t
--- block_in_cast
SELECT a /* x */ :: /* y */ int FROM t
--- line_in_case
SELECT CASE -- which
  WHEN a THEN 1 -- one
  ELSE 2 END FROM t
--- quote_in_comment
SELECT a -- it's a column
FROM t /* don't "worry */
--- line_without_blank
SELECT a --comment
FROM t
--- semicolon_in_comment
SELECT a FROM t -- done;
--- comment_between_words
SELECT a FROM t GROUP /* x */ BY a ORDER -- y
BY a
--- commented_column
SELECT
  a,
  -- b,
  c
FROM t
--- question_in_comment
SELECT a -- why? {see} $1
FROM t
--- hint
SELECT /*+ some hint */ a FROM t
--- nested_block_twice
SELECT a /* 1 /* 2 /* 3 */ */ */, b /**/ FROM t /* /**/ */
--- hint_in_subquery
SELECT a FROM (SELECT /*+ x(y) */ a FROM t) AS u
--- quotes_and_dollars_in_comments
SELECT a -- it's "odd" $$ /*
FROM t /* it's -- */ WHERE b = 1
