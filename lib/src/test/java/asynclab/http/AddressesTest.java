package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.FetchException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final Tried TRIED = new Tried("addresses that must not be asked");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "3fff::1",
                "5f00::1"
            })
    void isNoPublicHost(String address) {
        TRIED.one();
        assertTrue(SpecialAddresses.isSpecial(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:200::1",
                "2003::1",
                "fbff::1"
            })
    void isAPublicHost(String address) {
        assertFalse(SpecialAddresses.isSpecial(InetAddress.ofLiteral(address)));
    }

    @Test
    void aRedirectNeverLeadsToAnotherHostOffThePublicInternet() throws Exception {
        var location = new AtomicReference<>("");
        Lookups.Resolver resolver = host -> host.equals("inside.invalid")
                ? new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("10.0.0.1")}
                : InetAddress.getAllByName(host);
        try (var server = new RawServer((_, _, out) -> RawServer.write(
                        out, "HTTP/1.1 302 Found\nLocation: " + location.get() + "\nContent-Length: 0\n\n"));
                var fetcher =
                        HttpFetcher.with(FetchSettings.usual(), resolver, null).open()) {
            for (String inside : new String[] {
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:10.0.0.1]/",
                "http://0x7f.2/",
                "http://2130706434/",
                "http://0177.0.0.2/",
                "http:\\\\10.0.0.1\\",
                "//localhost:1/",
                "http://user@192.168.0.1/",
                "http://%31%30.0.0.1/",
                "http://１０.0.0.1/",
                "http://inside.invalid/",
            }) {
                location.set(inside.replace("１", "%EF%BC%91").replace("０", "%EF%BC%90"));
                TRIED.one();
                var failure = assertThrows(FetchException.class, () -> fetcher.fetch(server.uri("/")), inside);
                assertEquals(Kind.ADDRESS, failure.kind(), () -> inside + " " + failure);
            }
        }
    }

    @Test
    void theGuardSeesTheFirstAddressToo() throws Exception {
        try (var server = new RawServer((_, _, out) -> RawServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
                var guarded = HttpFetcher.with(FetchSettings.usual().withGuard(AddressGuard.publicOnly()))
                        .open()) {
            for (URI uri : new URI[] {server.uri("/"), URI.create("http://localhost/"), URI.create("http://[::1]/")}) {
                TRIED.one();
                var failure = assertThrows(FetchException.class, () -> guarded.fetch(uri));
                assertEquals(Kind.ADDRESS, failure.kind());
            }
            assertEquals(0, server.paths().size());
        }
    }
}
