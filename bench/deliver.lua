-- Load for wrk: correctly signed deliveries, no two bodies alike.
--
-- Everything comes by environment, as wrk runs this in several Lua states:
--   BENCH_TARGETS  file of "path<TAB>signing key" lines, after which may come "<TAB>host"; each request takes one at random
--   BENCH_IN_ORDER 1: one after the other instead
--   BENCH_BODY     file with the body; {id} becomes a number that is used once, {at} the time of the request in microseconds,
--                  {host} the target's host
--   BENCH_RUN      makes the numbers of this run differ from those of others
--   BENCH_RATE     requests per second to aim at, over all threads; 0: as fast as answers come
--   BENCH_THREADS  wrk's threads
--   BENCH_RESULT   file for the result, one JSON object
local ffi = require("ffi")
ffi.cdef[[
  typedef struct { long s; long us; } bench_time;
  int gettimeofday(bench_time *at, void *zone);
  const void *EVP_sha256(void);
  unsigned char *HMAC(const void *md, const void *key, int key_len, const unsigned char *data, size_t length,
                      unsigned char *out, unsigned int *out_len);
]]
-- wrk itself may be linked with another libcrypto than this name says: take what is loaded first.
local crypto = ffi.C
if not pcall(function() return ffi.C.HMAC end) then crypto = ffi.load("crypto") end

local at = ffi.new("bench_time")
local function now()
  ffi.C.gettimeofday(at, nil)
  return tonumber(at.s) + tonumber(at.us) / 1e6
end

local out, out_len = ffi.new("unsigned char[32]"), ffi.new("unsigned int[1]")
local hex = {}
for byte = 0, 255 do hex[byte] = string.format("%02x", byte) end
local function sign(key, seconds, body)
  local signed = seconds .. "." .. body
  crypto.HMAC(crypto.EVP_sha256(), key, #key, signed, #signed, out, out_len)
  local text = {}
  for i = 0, 31 do text[i + 1] = hex[out[i]] end
  return "t=" .. seconds .. ",v1=" .. table.concat(text)
end

local function read(name)
  local file = assert(io.open(os.getenv(name), "rb"), name .. " cannot be read")
  local text = file:read("*a")
  file:close()
  return text
end

local threads = {}
function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

local paths, keys, hosts, parts, blanks = {}, {}, {}, {}, {}
local sent, next_at, gap, headers = 0, 0, 0, nil
local in_order = os.getenv("BENCH_IN_ORDER") == "1"
function init()
  for path, key, host in read("BENCH_TARGETS"):gmatch("([^\t\n]+)\t([^\t\n]+)\t?([^\n]*)") do
    paths[#paths + 1] = path
    keys[#keys + 1] = key
    hosts[#hosts + 1] = host
  end
  local body, from = read("BENCH_BODY"), 1
  while true do
    local first, last, name = body:find("{(%l+)}", from)
    parts[#parts + 1] = body:sub(from, (first or 0) - 1)
    if not first then break end
    blanks[#blanks + 1] = name
    from = last + 1
  end
  local rate = tonumber(os.getenv("BENCH_RATE"))
  gap = rate == 0 and 0 or tonumber(os.getenv("BENCH_THREADS")) / rate
  next_at = now()
  headers = { ["Content-Type"] = "application/json" }
  math.randomseed(number * 7919 + math.floor(now()))
end

function request()
  sent = sent + 1
  local target = in_order and (sent - 1) % #paths + 1 or math.random(#paths)
  local time = now()
  local values = { id = os.getenv("BENCH_RUN") .. number .. "N" .. sent, at = string.format("%.0f", time * 1e6), host = hosts[target] }
  local pieces = { parts[1] }
  for i = 1, #blanks do
    pieces[2 * i] = values[blanks[i]]
    pieces[2 * i + 1] = parts[i + 1]
  end
  local body = table.concat(pieces)
  headers["Calendly-Webhook-Signature"] = sign(keys[target], math.floor(time), body)
  return wrk.format("POST", paths[target], headers, body)
end

-- Keeps to the schedule: a request that is late because answers were slow is made up for at once.
function delay()
  if gap == 0 then return 0 end
  next_at = next_at + gap
  return math.max(0, math.floor((next_at - now()) * 1000))
end

function done(summary, latency)
  local errors = summary.errors
  local file = assert(io.open(os.getenv("BENCH_RESULT"), "w"))
  file:write(string.format(
    '{"requests":%d,"seconds":%.3f,"refused":%d,"broken":%d,"p50_ms":%.2f,"p90_ms":%.2f,"p99_ms":%.2f,"max_ms":%.2f}\n',
    summary.requests, summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
  file:close()
end
