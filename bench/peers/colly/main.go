// Colly, a line of JSON for each page.
//
//	colly AT_ONCE none|GAP_MS FILE URL...
//
// With a gap it obeys robots.txt and asks each host for one page at a time; Colly counts the gap from the end of a fetch.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/gocolly/colly/v2"
)

type page struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
	Title  string `json:"title"`
}

func main() {
	atOnce, err := strconv.Atoi(os.Args[1])
	check(err)
	polite := os.Args[2] != "none"
	file, err := os.Create(os.Args[3])
	check(err)
	defer file.Close()
	out := bufio.NewWriter(file)
	defer out.Flush()
	lines := json.NewEncoder(out)
	var lock sync.Mutex

	c := colly.NewCollector(colly.Async())
	// Go keeps two idle connections of a host; a crawler of one host wants as many as it uses.
	c.WithTransport(&http.Transport{MaxIdleConns: atOnce, MaxIdleConnsPerHost: atOnce})
	if polite {
		c.IgnoreRobotsTxt = false
		gap, err := strconv.Atoi(os.Args[2])
		check(err)
		for _, seed := range os.Args[4:] {
			host, err := url.Parse(seed)
			check(err)
			check(c.Limit(&colly.LimitRule{DomainGlob: host.Host, Parallelism: 1, Delay: time.Duration(gap) * time.Millisecond}))
		}
	} else {
		check(c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: atOnce}))
	}
	// Colly looks whether a page is known and then notes it, in two steps: at full speed it fetches a third of them twice.
	// With a set of our own it does the same work as the others.
	var known sync.Map
	c.OnHTML("html", func(e *colly.HTMLElement) {
		lock.Lock()
		check(lines.Encode(page{e.Request.URL.String(), e.Response.StatusCode, e.ChildText("title")}))
		lock.Unlock()
		e.ForEach("a[href]", func(_ int, link *colly.HTMLElement) {
			target := e.Request.AbsoluteURL(link.Attr("href"))
			if _, twice := known.LoadOrStore(target, true); !twice {
				_ = c.Visit(target) // an error is a page that robots.txt forbids
			}
		})
	})
	for _, seed := range os.Args[4:] {
		known.Store(seed, true)
		check(c.Visit(seed))
	}
	c.Wait()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
