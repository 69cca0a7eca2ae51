"""The tutorials' crawler: aiohttp and BeautifulSoup, workers over a queue.

    python aiohttp_bs4.py AT_ONCE none FILE URL...
"""

import asyncio
import json
import sys
from urllib.parse import urldefrag, urljoin

import aiohttp
from bs4 import BeautifulSoup


async def work(queue, seen, session, out):
    while True:
        url = await queue.get()
        try:
            async with session.get(url) as response:
                soup = BeautifulSoup(await response.text(), "html.parser")
                out.write(json.dumps({"url": url, "status": response.status, "title": soup.title.get_text()}) + "\n")
            for link in soup.find_all("a", href=True):
                target = urldefrag(urljoin(url, link["href"])).url
                if target not in seen:
                    seen.add(target)
                    queue.put_nowait(target)
        finally:
            queue.task_done()


async def main(at_once, file, seeds):
    queue, seen = asyncio.Queue(), set(seeds)
    for seed in seeds:
        queue.put_nowait(seed)
    with open(file, "w", encoding="utf-8") as out:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
            workers = [asyncio.create_task(work(queue, seen, session, out)) for _ in range(at_once)]
            await queue.join()
            for worker in workers:
                worker.cancel()


asyncio.run(main(int(sys.argv[1]), sys.argv[3], sys.argv[4:]))
