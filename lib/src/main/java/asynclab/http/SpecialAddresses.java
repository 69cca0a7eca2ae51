package asynclab.http;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * The addresses that are no public host: this machine, local networks, and what is set aside for other uses. From the
 * special-purpose address registries (RFC 6890), multicast, and the address forms that carry an IPv4 address inside,
 * through which a private one could be reached. The JDK's own tests miss some: {@link InetAddress#isSiteLocalAddress}
 * knows neither fc00::/7 nor 100.64.0.0/10.
 *
 * <p>An IPv4 address mapped into IPv6 needs no entry: {@link InetAddress} makes it an IPv4 address.
 */
public final class SpecialAddresses {
    private record Block(int bytes, BigInteger first, int prefix) {
        static Block of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] address = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            return new Block(address.length, new BigInteger(1, address), Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            return address.length == bytes
                    && new BigInteger(1, address).xor(first).bitLength() <= bytes * 8 - prefix;
        }
    }

    private static final List<Block> V4 = List.of(
                    "0.0.0.0/8", // this network; Linux takes 0.0.0.0 for this machine
                    "10.0.0.0/8",
                    "100.64.0.0/10", // behind a provider's NAT
                    "127.0.0.0/8",
                    "169.254.0.0/16", // link-local, and the clouds' metadata services
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24", // documentation, as the next two with 51 and 113
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4") // reserved, and broadcast
            .stream()
            .map(Block::of)
            .toList();
    private static final List<Block> V6 = List.of(
                    "::/96", // unspecified, loopback, and IPv4 in its oldest disguise
                    "64:ff9b::/96", // NAT64: an IPv4 address inside
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23", // Teredo among them: an IPv4 address inside
                    "2001:db8::/32",
                    "2002::/16", // 6to4: an IPv4 address inside
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7", // local networks
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8") // multicast
            .stream()
            .map(Block::of)
            .toList();

    private SpecialAddresses() {}

    /** Whether this is no address of a public host. */
    public static boolean isSpecial(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (address instanceof Inet4Address ? V4 : V6).stream().anyMatch(block -> block.contains(bytes));
    }
}
