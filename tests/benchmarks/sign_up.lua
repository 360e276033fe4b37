-- Many people, each with a key of their own, who all press "Jetzt absenden" on the same check page.
local number = 0
local seed = tostring(os.time()) .. tostring(math.random(1e9))

request = function()
  number = number + 1
  local body = os.getenv("BENCH_BODY") .. "&schluessel=" .. seed .. "x" .. number
    .. "&name=Demo-Person+" .. number .. "&telefon=0171+39" .. string.format("%05d", number % 100000)
  local home = "198.18." .. (math.floor(number / 250) % 250) .. "." .. (number % 250 + 1)
  return wrk.format("POST", nil, {
    ["content-type"] = "application/x-www-form-urlencoded",
    ["sec-fetch-site"] = "same-origin",
    ["x-forwarded-for"] = home,
  }, body)
end
