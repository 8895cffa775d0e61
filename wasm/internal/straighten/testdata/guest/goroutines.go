package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// goroutines are left and gone on with in the middle of everything.
func goroutines() string {
	const workers = 7
	questions, answers := make(chan int), make(chan [2]int, 3)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for n := range questions {
				if n%5 == w {
					runtime.Gosched()
				}
				answers <- [2]int{n, collatz(n)}
			}
		})
	}
	go func() {
		for n := range 200 {
			questions <- n + 1
		}
		close(questions)
		group.Wait()
		close(answers)
	}()
	sum := 0
	for answer := range answers {
		sum += answer[0] * answer[1]
	}
	return fmt.Sprint(sum)
}

// collatz yields while it has something of its own on the stack.
func collatz(n int) int {
	steps := [3]int{}
	last := &steps[2]
	for ; n != 1; steps[0]++ {
		if n%2 == 0 {
			n /= 2
			continue
		}
		n = 3*n + 1
		if steps[0]%9 == 0 {
			runtime.Gosched()
			*last++
		}
	}
	return steps[0]*10 + steps[2]
}

func selects() string {
	ticks, done := make(chan int), make(chan struct{})
	go func() {
		defer close(done)
		for i := range 20 {
			ticks <- i
		}
	}()
	sum, idle := 0, 0
	timeout := time.After(time.Hour)
	for open := true; open; {
		select {
		case n := <-ticks:
			sum += n
		case <-done:
			open = false
		case <-timeout:
			return "an hour has passed"
		}
		select {
		case n := <-ticks:
			sum += 2 * n
		default:
			idle++
		}
	}
	return fmt.Sprint(sum > 190, idle > 0)
}

func mutexes() string {
	var (
		mutex sync.RWMutex
		group sync.WaitGroup
		total int
	)
	ready := sync.NewCond(&mutex)
	for i := range 30 {
		group.Go(func() {
			mutex.Lock()
			defer mutex.Unlock()
			for total < i*10 {
				ready.Wait()
			}
			total += 10
			ready.Broadcast()
		})
	}
	group.Wait()
	mutex.RLock()
	defer mutex.RUnlock()
	return fmt.Sprint(total)
}
