package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// stopped is the end of a stream that a signal asked for. Everything that was
// read was answered.
type stopped struct{ signal os.Signal }

func (s *stopped) Error() string { return "stopped by a signal" }

// exitCode is what shells give programs that a signal ended.
func (s *stopped) exitCode() int {
	if number, ok := s.signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	return exitOutput
}

// untilSignal returns a context that the first signal ends, with a [*stopped] as
// its cause. The second one ends the program as it would any other.
func untilSignal(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(&stopped{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}
