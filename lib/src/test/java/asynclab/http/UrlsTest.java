package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.http.FetchException.Kind;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
    private static final Tried TRIED = new Tried("addresses as people write them");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            http://a.example,                     http://a.example/
            '  http://a.example/b  ',             http://a.example/b
            HTTP://A.Example:80/B,                http://a.example/B
            https://a.example:443/,               https://a.example/
            https://a.example:8443/,              https://a.example:8443/
            http://a.example/b c|d[e]^`{f}"<>,    http://a.example/b%20c%7Cd%5Be%5D%5E%60%7Bf%7D%22%3C%3E
            http://a.example/100%,                http://a.example/100%25
            http://a.example/a%2Fb%20c,           http://a.example/a%2Fb%20c
            http://a.example/ü?q=ü,               http://a.example/%C3%BC?q=%C3%BC
            http://bücher.example/,               http://xn--bcher-kva.example/
            http://a.example/a/../b/./c/%2e%2E/d, http://a.example/b/d
            http://a.example/../..,               http://a.example/
            http://a.example/a/..,                http://a.example/
            http://a.example/a/.,                 http://a.example/a/
            http://a.example?q=1,                 http://a.example/?q=1
            http://a.example/#part,               http://a.example/
            http:/a.example/b,                    http://a.example/b
            http:\\\\a.example\\b,                http://a.example/b
            http://me:secret@a.example/,          http://a.example/
            http://[2001:DB8::1]:80/,             http://[2001:db8::1]/
            http://0x7f.1/,                       http://127.0.0.1/
            http://a.example/?a=b|c&d='e',        http://a.example/?a=b%7Cc&d='e'
            """)
    void becomesAnAddressThatCanBeAsked(String written, String asked) throws Exception {
        TRIED.one();
        assertEquals(URI.create(asked), Urls.parse(written));
        assertEquals(URI.create(asked), Urls.parse(asked), "what came out goes in unchanged");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            d,                  http://a.example/b/d
            ./d,                http://a.example/b/d
            ../d,               http://a.example/d
            /d,                 http://a.example/d
            ?r=2,               http://a.example/b/c?r=2
            '',                 http://a.example/b/c?q=1
            #part,              http://a.example/b/c?q=1
            //z.example/d,      http://z.example/d
            d:e/f,              SCHEME
            ./d:e,              http://a.example/b/d:e
            d e,                http://a.example/b/d%20e
            \\d,                http://a.example/d
            d?x=/../y,          http://a.example/b/d?x=/../y
            javascript:void(0), SCHEME
            mailto:me@a.example,SCHEME
            tel:+1,             SCHEME
            'data:text/html,x', SCHEME
            http://,            URL
            http:///d,          http://d/
            """)
    void aLinkLeadsWhereABrowserWouldGo(String link, String target) throws Exception {
        TRIED.one();
        var base = URI.create("http://a.example/b/c?q=1");
        if (target.equals("SCHEME") || target.equals("URL")) {
            var failure = assertThrows(FetchException.class, () -> Urls.resolve(base, link));
            assertEquals(Kind.valueOf(target), failure.kind());
        } else {
            assertEquals(URI.create(target), Urls.resolve(base, link));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example",
                "/path",
                "http://",
                "http:",
                "http://?q",
                "http://a b/",
                "http://a.example:port/",
                "http://a.example:0/",
                "http://a.example:65536/",
                "http://[::1",
                "http://[nonsense]/",
                "http://a_b.example/",
                "http://256.256.256.256/",
                "http://1.2.3.4.5/",
                "http://a..example/",
                "http://-a.example/%",
                "http://\u0000/"
            })
    void isNoAddress(String written) {
        TRIED.one();
        var failure = assertThrows(FetchException.class, () -> Urls.parse(written));
        assertEquals(Kind.URL, failure.kind());
    }
}
