--- concatenation
SELECT 'a'::varbyte || 'b'::varbyte AS joined, 'a'::varbyte + 'b'::varbyte AS added
--- comparison
SELECT 'a'::varbyte < 'b'::varbyte AS less_than, v = 'b'::varbyte AS equal FROM t
--- bits
SELECT FROM_VARBYTE(~'a'::varbyte, 'binary'), FROM_VARBYTE('a'::varbyte & 'b'::varbyte, 'binary'), FROM_VARBYTE('a'::varbyte # 'b'::varbyte, 'hex')
--- to_and_from
SELECT TO_VARBYTE(a, 'hex'), FROM_VARBYTE(v, 'base64'), FROM_HEX(a), TO_HEX(v) FROM t
--- getbit
SELECT GETBIT(FROM_HEX('4d'), 2), GETBIT(v, n) FROM t
--- lengths_and_parts
SELECT LEN(v), LENGTH(v), OCTET_LENGTH(v), SUBSTRING(v, 2, 1), CONCAT(v, v) FROM t
--- hashes
SELECT MURMUR3_32_HASH(a), MURMUR3_32_HASH(n, 7), FARMFINGERPRINT64(a), FNV_HASH(b, FNV_HASH(a)), SHA2(a, 256) FROM t
--- sketches
SELECT HLL_CARDINALITY(HLL_COMBINE_SKETCHES(h, k)), HLL_COMBINE_SKETCHES(h, k) FROM t
--- sketches_grouped
SELECT a, HLL_COMBINE(h) AS whole, HLL_CARDINALITY(HLL_COMBINE(h)) AS n FROM t GROUP BY a
