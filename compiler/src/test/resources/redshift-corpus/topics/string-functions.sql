--- substring
SELECT SUBSTRING(a, 1, 3), SUBSTRING(a FROM 2 FOR 3), SUBSTRING(a FROM 2), SUBSTR(a, 2) FROM t
--- trim
SELECT TRIM(a), TRIM(BOTH 'x' FROM a), TRIM(LEADING FROM a), TRIM('"' FROM a), TRIM(a, 'x') FROM t
--- btrim
SELECT BTRIM(a), BTRIM(a, 'x'), LTRIM(a), LTRIM(a, '0'), RTRIM(a, ' ') FROM t
--- position
SELECT POSITION('x' IN a), STRPOS(a, 'x'), CHARINDEX('x', a) FROM t
--- left_right
SELECT LEFT(a, 3), RIGHT(a, 2) FROM t
--- length
SELECT LEN(a), LENGTH(a), CHAR_LENGTH(a), CHARACTER_LENGTH(a), OCTET_LENGTH(a), TEXTLEN(a) FROM t
--- case
SELECT UPPER(a), LOWER(a), INITCAP(a) FROM t
--- replace
SELECT REPLACE(a, 'x', 'y'), TRANSLATE(a, 'abc', 'xyz') FROM t
--- overlay
SELECT OVERLAY(a PLACING 'x' FROM 2 FOR 1) FROM t
--- split_part
SELECT SPLIT_PART(a, '/', 3), SPLIT_PART(SPLIT_PART(a, '?', 1), '#', 1) FROM t
--- split_to_array
SELECT SPLIT_TO_ARRAY(a, ','), SPLIT_TO_ARRAY(a, ',')[0] FROM t
--- regexp_substr
SELECT REGEXP_SUBSTR(a, '[0-9]+'), REGEXP_SUBSTR(a, 'x', 1, 1, 'e') FROM t
--- regexp_replace
SELECT REGEXP_REPLACE(a, '\\s+', ' '), REGEXP_REPLACE(a, '(x)(y)', '$2$1') FROM t
--- regexp_count
SELECT REGEXP_COUNT(a, '[a-z]{3}'), REGEXP_INSTR(a, '@[^.]*') FROM t
--- regexp_perl
SELECT REGEXP_SUBSTR(a, '(?=[^ ]*[a-z])[^ ]+', 1, 1, 'ip') FROM t
--- pad
SELECT LPAD(a, 5, '0'), RPAD(a, 5), REPEAT(a, 3), REPLICATE(a, 2), REVERSE(a) FROM t
--- concat
SELECT CONCAT(a, b), CONCAT(CONCAT(a, '-'), b) FROM t
--- ascii
SELECT ASCII(a), CHR(65) FROM t
--- hash
SELECT MD5(a), SHA(a), SHA1(a), SHA2(a, 256), FUNC_SHA1(a), FNV_HASH(a), CHECKSUM(a), CRC32(a) FROM t
--- strtol
SELECT STRTOL(a, 16), TO_HEX(n), BPCHARCMP(a, b) FROM t
--- quote
SELECT QUOTE_IDENT(a), QUOTE_LITERAL(a) FROM t
--- json
SELECT JSON_EXTRACT_PATH_TEXT(a, 'b', 'c'), JSON_EXTRACT_PATH_TEXT(a, 'b', TRUE) FROM t
--- json_array
SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT(a, 0), JSON_ARRAY_LENGTH(a), JSON_SERIALIZE(b) FROM t
--- is_valid
SELECT IS_VALID_JSON_ARRAY(a), JSON_SIZE(b) FROM t
--- soundex
SELECT SOUNDEX(a), DIFFERENCE(a, b), CRC32(a) FROM t
--- octetindex
SELECT OCTETINDEX('x', a), TO_NUMBER(a, '999') FROM t
--- concatenation_and_functions
SELECT UPPER(LEFT(a, 1)) || LOWER(SUBSTRING(a, 2)) FROM t
--- nested_quotes
SELECT REPLACE(a, '''', '"'), REPLACE(a, '\\', '/') FROM t
--- listagg_cast
SELECT LISTAGG(a::varchar, ',') WITHIN GROUP (ORDER BY a::int) FROM t
--- user_function
SELECT f_distance(a, b), public.f_geo(ip) FROM t
--- user_function_quoted
SELECT "f_Odd"(a), schema_x."f y"(b, c) FROM t
--- no_arguments
SELECT f_now(), PI(), RANDOM() FROM t
