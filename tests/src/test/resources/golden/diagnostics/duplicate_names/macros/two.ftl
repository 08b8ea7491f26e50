[#macro twice]2[/#macro]
