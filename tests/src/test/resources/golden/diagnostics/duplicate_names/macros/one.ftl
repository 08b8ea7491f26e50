[#macro twice]1[/#macro]
