"""Scrapy, with lxml, a line of JSON for each page.

    python scrapy_spider.py AT_ONCE none|GAP_MS FILE URL...

With a gap it obeys robots.txt and asks each host for one page at a time; Scrapy counts the gap from start to start.
"""

import sys
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess

AT_ONCE, GAP, FILE, SEEDS = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
OPEN = GAP == "none"


class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):
        for seed in SEEDS:
            yield self.request(seed)

    def parse(self, response):
        yield {"url": response.url, "status": response.status, "title": response.css("title::text").get()}
        for href in response.css("a::attr(href)").getall():
            yield self.request(response.urljoin(href))

    def request(self, url):
        # A host is a name to Scrapy; here, as everywhere else in this measurement, it is name and port.
        return scrapy.Request(url, meta={"download_slot": urlsplit(url).netloc})


process = CrawlerProcess({
    "CONCURRENT_REQUESTS": AT_ONCE,
    "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE if OPEN else 1,
    "DOWNLOAD_DELAY": 0 if OPEN else int(GAP) / 1000,
    "RANDOMIZE_DOWNLOAD_DELAY": False,
    "ROBOTSTXT_OBEY": not OPEN,
    "FEEDS": {FILE: {"format": "jsonlines"}},
    "LOG_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Pages)
process.start()
