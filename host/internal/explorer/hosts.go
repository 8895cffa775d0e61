package explorer

import (
	"net"
	"net/netip"
	"slices"
	"strconv"
)

// hosts tells which values of the Host header are answered. A page somewhere
// else can have its own name lead to this machine, and would then be taken by
// the browser for the page that is served here.
type hosts struct {
	port     string
	loopback bool
	// names are those of the address; the first is the one to show.
	names []string
}

// hostsOf returns those of the address that a server listens at.
func hostsOf(at netip.AddrPort) hosts {
	ip := at.Addr().Unmap()
	h := hosts{port: strconv.Itoa(int(at.Port())), loopback: ip.IsLoopback()}
	if !ip.IsUnspecified() {
		h.names = append(h.names, ip.String())
	}
	h.names = append(h.names, "localhost", "127.0.0.1", "::1")
	return h
}

// allow reports whether a value of the Host header is answered. How others than
// this machine call it is not known.
func (h hosts) allow(value string) bool {
	if !h.loopback {
		return true
	}
	return slices.ContainsFunc(h.names, func(name string) bool {
		return value == net.JoinHostPort(name, h.port) || h.port == "80" && value == inAddress(name)
	})
}

// inAddress returns a name as it stands in an address without a port.
func inAddress(name string) string {
	if ip, err := netip.ParseAddr(name); err == nil && ip.Is6() {
		return "[" + name + "]"
	}
	return name
}

// url returns the address of the page.
func (h hosts) url() string { return "http://" + net.JoinHostPort(h.names[0], h.port) + "/" }
