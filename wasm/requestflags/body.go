package requestflags

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"

	"github.com/finfault/finfault/decoder"
)

// OneFile refuses more than one argument to a command.
func OneFile(command string, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes one FILE, not %d", command, len(args))
	}
	return nil
}

// ReadBody reads the body from the file that the first argument names, or from
// in for "-" or no argument. It reads one byte more than is looked at, so that
// the verdict can say that the body is longer.
func ReadBody(args []string, in io.Reader) ([]byte, error) {
	if len(args) > 0 && args[0] != "-" {
		return ReadFile(args[0], decoder.MaxBody+1)
	}
	body, err := readAll(in, decoder.MaxBody+1)
	if err != nil {
		return nil, fmt.Errorf("cannot read standard input: %s", Reason(err))
	}
	return body, nil
}

func readAll(r io.Reader, limit int64) ([]byte, error) { return io.ReadAll(io.LimitReader(r, limit)) }

// ReadFile reads the first bytes of a file. The error names the file, and says
// what the system says of it.
func ReadFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	content, err := readAll(f, limit)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return content, nil
}

// unreadable names the file, unless the name is a body by mistake.
func unreadable(name string, err error) error {
	if looksLikeBody(name) {
		return errors.New("FILE is the name of a file, not the body itself: pipe that in")
	}
	if runtime.GOOS == "wasip1" && errors.Is(err, syscall.EBADF) {
		return fmt.Errorf("cannot read %q: it lies in no directory that is mounted", name)
	}
	return fmt.Errorf("cannot read %q: %s", name, Reason(err))
}

const longestName = 255

func looksLikeBody(name string) bool {
	return len(name) > longestName || strings.ContainsAny(name, "{}[]<>\"\n\r\t\x1b")
}

// Reason returns what the system says about a failed read or write. It drops
// what the caller names itself, such as the path, which may be a body by
// mistake.
func Reason(err error) string {
	errno, ok := errors.AsType[syscall.Errno](err)
	if !ok {
		return "input/output error"
	}
	return uncapitalised(errno.Error())
}

// uncapitalised makes a sentence end what another one began: some systems begin
// their messages with a capital. Abbreviations stay as they are.
func uncapitalised(s string) string {
	if len(s) > 1 && 'A' <= s[0] && s[0] <= 'Z' && 'a' <= s[1] && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
