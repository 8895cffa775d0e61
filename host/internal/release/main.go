// Command release writes the licence notices that are committed. Run it in the
// root of the repository, as `make generate` does.
//
//	go run ./host/internal/release notices
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run executes a command line.
func run(ctx context.Context, arguments []string) error {
	if !slices.Equal(arguments, []string{"notices"}) {
		return fmt.Errorf(`"notices" is taken, and there is %q`, arguments)
	}
	return writeNotices(ctx, ".")
}
