package host

// member is an instance of a pool, with its id beside it: to read that of the
// instance would fetch memory that another processor is writing to.
type member struct {
	id uint64
	in *instance
}

// members are instances in the order in which they were made. A list is not
// changed once others see it.
type members []member

// claim returns an idle instance that is now the caller's, or nil: the one with
// the preferred id, or else the first, so that the work stays with as few as do
// it.
func (m members) claim(preferred uint64) *instance {
	if preferred != 0 {
		for _, member := range m {
			if member.id == preferred && member.in.claim() {
				return member.in
			}
		}
	}
	for _, member := range m {
		if member.in.claim() {
			return member.in
		}
	}
	return nil
}

// with returns the list with another instance at its end.
func (m members) with(in *instance) *members {
	list := append(m[:len(m):len(m)], member{in.id, in})
	return &list
}

// without returns the list without an instance.
func (m members) without(in *instance) *members {
	list := make(members, 0, len(m))
	for _, member := range m {
		if member.in != in {
			list = append(list, member)
		}
	}
	return &list
}

// retire makes sure that no instance serves another call, and returns the idle
// ones, which are now the caller's. Those that are busy are their callers'.
func (m members) retire() (list []*instance) {
	for _, member := range m {
		if member.in.retire() {
			list = append(list, member.in)
		}
	}
	return list
}

// The states of an instance: whose it is.
const (
	claimed = iota // one caller's, and idle afterwards
	idle           // nobody's
	retired        // one caller's, who has to close it
)

// claim makes an idle instance the caller's, and reports whether it did.
func (in *instance) claim() bool {
	return in.state.Load() == idle && in.state.CompareAndSwap(idle, claimed)
}

// rest gives up an instance of the caller's. It reports false where the caller
// has to close it instead.
func (in *instance) rest() bool { return in.state.CompareAndSwap(claimed, idle) }

// retire makes sure that an instance serves no other call. It reports whether
// the instance was idle, and is now the caller's.
func (in *instance) retire() (wasIdle bool) {
	for in.state.Load() != retired {
		if in.claim() {
			return true
		}
		in.state.CompareAndSwap(claimed, retired)
	}
	return false
}
