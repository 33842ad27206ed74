-- Asks for the pages named in the file of the environment variable PAGES, in a random order that is the same each time.
local pages, thread_number = {}, 0
for line in io.lines(os.getenv("PAGES")) do pages[#pages + 1] = line end

function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end

function init() math.randomseed(20261122 + number) end

function request()
  return wrk.format("GET", pages[math.random(#pages)], { ["Accept-Encoding"] = "gzip" })
end
