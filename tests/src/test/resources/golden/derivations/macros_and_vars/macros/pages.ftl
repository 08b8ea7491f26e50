[#macro path column]
SPLIT_PART(${column}, '?', 1)[#rt]
[/#macro]
