package asynclab.http;

import java.net.InetAddress;
import java.net.URI;

/**
 * Which addresses may be asked. It sees every address of the name, before each connection and again at each redirect.
 *
 * <p>A gap remains: {@code java.net.http} looks the name up again by itself, and cannot be told an address. Both take
 * their answer from the JVM's cache, which keeps it for 30 s; a name whose answer changes as that ends can slip through.
 * On a server that fetches what strangers ask for, a rule of the firewall belongs beside this.
 *
 * <p>Called by many threads at once.
 */
@FunctionalInterface
public interface AddressGuard {
    /** Whether {@code target}, whose name has this address, may be asked. */
    boolean allows(URI target, InetAddress address);

    /** Every address. */
    static AddressGuard anywhere() {
        return (_, _) -> true;
    }

    /** The public internet only: not this machine, not the local network, nothing of {@link SpecialAddresses}. */
    static AddressGuard publicOnly() {
        return (_, address) -> !SpecialAddresses.isSpecial(address);
    }
}
