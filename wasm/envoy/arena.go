//go:build wasip1

package main

import "unsafe"

// arena is the memory that the host writes to: what it returns in one callback
// stands there one behind the other, until the next callback begins.
type arena struct {
	memory []byte
	used   int
	// data and size are where the host says what it wrote.
	data, size uint32
}

const (
	// arenaSize holds the headers of all usual requests, and a piece of a body.
	arenaSize = 64 << 10
	// maxArena is how large it may become, for a long configuration.
	maxArena = 4 << 20
)

var (
	static [arenaSize]byte
	reads  = arena{memory: static[:]}
)

// reset forgets what was written in the last callback.
func (a *arena) reset() { a.used = 0 }

// allocate returns the address of memory for the host, 0 when it wants too
// much. What does not fit goes to a larger arena, which is kept; slices of the
// old one stay as they are.
func (a *arena) allocate(size uint32) uint32 {
	if size > maxArena {
		return 0
	}
	if int(size) > len(a.memory)-a.used {
		if int(size)+len(a.memory) > maxArena {
			return 0
		}
		a.memory, a.used = make([]byte, int(size)+len(a.memory)), 0
	}
	from := a.used
	a.used = min(len(a.memory), from+int(size+7)&^7)
	return address(unsafe.Pointer(unsafe.SliceData(a.memory))) + uint32(from)
}

// expect is called in front of a host function that returns bytes: some leave
// the size as it is when there are none.
func (a *arena) expect() { a.data, a.size = 0, 0 }

// taken returns the bytes that a host function has returned. They have to lie
// in the memory that it was given.
func (a *arena) taken(result status) ([]byte, bool) {
	if result != statusOK {
		return nil, false
	}
	if a.size == 0 {
		return nil, true
	}
	from := int64(a.data) - int64(address(unsafe.Pointer(unsafe.SliceData(a.memory))))
	if from < 0 || from+int64(a.size) > int64(len(a.memory)) {
		return nil, false
	}
	return a.memory[from : from+int64(a.size)], true
}

func address(p unsafe.Pointer) uint32 { return uint32(uintptr(p)) }
