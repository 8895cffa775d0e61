package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

func closures() string {
	var adders []func(int) int
	total := 0
	for i := range 8 {
		adders = append(adders, func(n int) int {
			total += i * n
			return total
		})
	}
	var out []string
	for n, add := range adders {
		out = append(out, strconv.Itoa(add(n)))
	}
	compose := func(f, g func(int) int) func(int) int { return func(n int) int { return g(f(n)) } }
	return strings.Join(out, " ") + fmt.Sprint(" ", compose(adders[3], adders[5])(2), total)
}

type shape interface {
	area() float64
	fmt.Stringer
}

type square struct{ side float64 }

type circle struct {
	square
	scale float64
}

func (s square) area() float64   { return s.side * s.side }
func (s square) String() string  { return "square" }
func (c *circle) area() float64  { return c.square.area() * c.scale }
func (c *circle) String() string { return "circle in " + c.square.String() }

func interfaces() string {
	var out []any
	for i, s := range []shape{square{2}, &circle{square{3}, 0.75}, square{1.5}} {
		out = append(out, s, s.area())
		if c, ok := s.(*circle); ok {
			c.scale *= 2
			out = append(out, c.area)
			out[len(out)-1] = out[len(out)-1].(func() float64)()
		}
		switch s := s.(type) {
		case square:
			out = append(out, s.side+float64(i))
		case interface{ area() float64 }:
			out = append(out, -s.area())
		}
	}
	return fmt.Sprint(out...)
}

func reduce[T, R any](list []T, start R, f func(R, T) R) R {
	for _, v := range list {
		start = f(start, v)
	}
	return start
}

func generics() string {
	length := reduce(strings.Fields("a bb ccc dddd"), 0, func(n int, s string) int { return n*10 + len(s) })
	joined := reduce([]float32{1, 2.5, -3}, "", func(s string, f float32) string { return fmt.Sprint(s, f, ";") })
	return fmt.Sprint(length, joined)
}

func defers() (out string) {
	defer func() { out += " last" }()
	for i := range 3 {
		defer func() { out += fmt.Sprint(" ", i) }()
	}
	if len(out) == 0 {
		defer fmt.Sprint("nothing")
		return "first"
	}
	return "never"
}

var errOwn = errors.New("own")

// risky panics in one of several ways, behind calls of other functions.
func risky(n int) (result int, err error) {
	defer func() {
		switch r := recover().(type) {
		case error:
			err = fmt.Errorf("recovered: %w", r)
		case string:
			err = errors.New("recovered text: " + r)
		}
		result += 100
	}()
	result = n
	list := make([]int, 3)
	switch n {
	case 0:
		return list[n], nil
	case 1:
		return list[n*5], nil
	case 2:
		return n / list[0], nil
	case 3:
		panic(errOwn)
	case 4:
		panic("text " + strconv.Itoa(n))
	case 5:
		var s shape = square{1}
		return len(s.(*circle).String()), nil
	case 6:
		deeper(40)
	}
	return -1, nil
}

// deeper panics far from where it is recovered from, with functions in between
// that defer and go on panicking.
func deeper(n int) {
	if n == 0 {
		panic("from below")
	}
	if n%10 == 0 {
		defer func() {
			if r := recover(); r != nil {
				panic(fmt.Sprint(r, " via ", n))
			}
		}()
	}
	deeper(n - 1)
}

func panics() string {
	var out []string
	for n := range 8 {
		result, err := risky(n)
		out = append(out, fmt.Sprint(result, " ", err))
		if n == 3 && !errors.Is(err, errOwn) {
			out = append(out, "it is another one")
		}
	}
	return strings.Join(out, "; ")
}
