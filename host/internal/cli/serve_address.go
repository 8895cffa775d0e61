package cli

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"syscall"

	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

const (
	addressFlag    = "address"
	defaultAddress = "127.0.0.1:8017"
)

// address is a flag for where to listen. What it takes is looked at when it is
// used, as its words are another than those for flags that list their values.
type address struct{ value string }

func addAddressFlag(cmd *cobra.Command) *address {
	a := &address{defaultAddress}
	cmd.Flags().Var(a, addressFlag,
		"where to listen: an IP address or localhost, and a port; port 0 takes any that is free")
	complete(cmd, addressFlag, []string{defaultAddress, "localhost:0"})
	return a
}

func (a *address) Set(s string) error {
	a.value = s
	return nil
}

func (a *address) String() string { return a.value }

func (a *address) Type() string { return "HOST:PORT" }

func (a *address) Allowed() string {
	return "HOST:PORT, such as " + defaultAddress + ": an IP address or localhost, and a port from 0 to 65535"
}

// valid reports whether the value can be listened at without asking anybody
// what a name means. It holds nothing then that a message must not repeat.
func (a *address) valid() bool {
	host, port, err := net.SplitHostPort(a.value)
	if err != nil {
		return false
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return false
	}
	_, err = netip.ParseAddr(host)
	return err == nil || host == "localhost"
}

// refusal says why the system does not let the program listen there, and what
// it would allow.
func (a *address) refusal(err error) string {
	const anyPort = ", or 0 for any that is free"
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return "another program listens at " + a.value + ": give another port" + anyPort
	case errors.Is(err, syscall.EACCES):
		return "the system forbids to listen at " + a.value + ": give a port from 1024 on" + anyPort
	default:
		return "cannot listen at " + a.value + ": " + requestflags.Reason(err) +
			": give an address of this machine, such as " + defaultAddress
	}
}
