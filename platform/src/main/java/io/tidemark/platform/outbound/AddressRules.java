package io.tidemark.platform.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which addresses are asked because a user says so. Those of private networks are: a site's own
/// systems are there. Refused is what is this machine itself, its own link, everybody, or where
/// clouds keep the secrets of their machines.
public final class AddressRules {
    private static final List<Network> REFUSED = networks(
            "0.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "100.100.100.200", // Alibaba Cloud's metadata
            "168.63.129.16", // Azure's
            "192.0.0.192", // Oracle Cloud's
            "::/127", // nowhere, and this machine
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
            "fd00:ec2::254"); // Amazon's metadata
    private static final Network MAPPED = Network.of("::/96");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network TEREDO = Network.of("2001::/32");
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private final List<Network> allowed;

    /// @param allowed networks that are asked though they would be refused
    /// @throws IllegalArgumentException where one of them is none
    public AddressRules(Set<String> allowed) {
        this.allowed = allowed.stream().map(Network::of).toList();
    }

    boolean refuses(InetAddress address) {
        return isRefused(address) && allowed.stream().noneMatch(network -> network.contains(address));
    }

    private static boolean isRefused(InetAddress address) {
        return Stream.concat(Stream.of(address), inside(address))
                .anyMatch(one -> REFUSED.stream().anyMatch(network -> network.contains(one)));
    }

    /// The IPv4 addresses that one of IPv6 stands for: gateways lead there.
    private static Stream<InetAddress> inside(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return Stream.empty();
        }
        if (MAPPED.contains(address) || NAT64.contains(address)) {
            return Stream.of(ipv4(Arrays.copyOfRange(bytes, IPV6 - IPV4, IPV6)));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Stream.of(ipv4(Arrays.copyOfRange(bytes, 2, 2 + IPV4)));
        }
        return TEREDO.contains(address) ? Stream.of(ipv4(inverted(bytes))) : Stream.empty();
    }

    /// Teredo turns the bits of the address over (RFC 4380 section 4).
    private static byte[] inverted(byte[] bytes) {
        byte[] last = Arrays.copyOfRange(bytes, IPV6 - IPV4, IPV6);
        for (int i = 0; i < IPV4; i++) {
            last[i] = (byte) ~last[i];
        }
        return last;
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::of).toList();
    }
}
