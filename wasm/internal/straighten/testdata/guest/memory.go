package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// tree is deep enough to need a larger stack wherever it is walked.
type tree struct {
	left, right *tree
	weight      int
}

func grow(depth, weight int) *tree {
	if depth == 0 {
		return nil
	}
	return &tree{grow(depth-1, weight*2), grow(depth/2-1+depth%2, weight+1), weight}
}

func (t *tree) sum(path *[4]int) int {
	if t == nil {
		path[3]++
		return 0
	}
	path[t.weight&1]++
	local := [9]int{t.weight, path[0], path[1]}
	local[3] = t.left.sum(path)
	local[4] = t.right.sum(path)
	return local[0] ^ (local[3] + local[4]) + local[1] - local[2]
}

// descend takes a pointer to its caller's frame along, which the growing stack
// has to take care of.
func descend(n int, above *int) int {
	here := *above + n
	if n == 0 {
		return here
	}
	below := descend(n-1, &here)
	*above ^= below
	return below + here&0xff
}

// recursion goes as deep as an interpreter of WebAssembly lets it.
func recursion() string {
	out := make(chan int)
	for _, depth := range []int{10, 300, 1500} {
		go func() {
			start := depth
			out <- descend(depth, &start) ^ start
		}()
	}
	sum := <-out + <-out + <-out
	var path [4]int
	start := 5
	return fmt.Sprint(sum, grow(17, 1).sum(&path), path, descend(1400, &start), start)
}

// escape changes what it has on its stack through pointers, while other
// functions are called.
func escape() string {
	text := "x"
	value := struct {
		name  *string
		count int
		list  [6]byte
	}{name: &text}
	change := func(p **string, n *int) {
		*n++
		*p = new(string)
		**p = fmt.Sprint("n", *n)
	}
	out := ""
	for i := range 5 {
		out += *value.name
		change(&value.name, &value.count)
		value.list[i] = (*value.name)[0] + byte(i)
		out += *value.name
		runtime.GC()
	}
	return fmt.Sprint(out, value.count, value.list, *value.name, text)
}

func maps() string {
	numbers := map[int]string{}
	words := map[string]*tree{}
	structs := map[[2]int8]float64{}
	for i := range 3000 {
		numbers[i*i%1009] = fmt.Sprint(i)
		words[fmt.Sprint("k", i%401)] = &tree{weight: i}
		structs[[2]int8{int8(i), int8(i / 7)}] += float64(i) / 2
		if i%3 == 0 {
			delete(numbers, i%1009)
		}
	}
	sum, total := 0, 0.0
	for k, v := range numbers {
		sum += k * len(v)
	}
	for k, v := range words {
		sum ^= len(k) * v.weight
	}
	for k, v := range structs {
		total += float64(k[0]-k[1]) * v
	}
	return fmt.Sprint(len(numbers), len(words), len(structs), sum, total, numbers[25], words["k17"].weight)
}

// garbage has the collector run all the time, while lists are built and taken
// apart that it must not touch.
func garbage() string {
	defer debug.SetGCPercent(debug.SetGCPercent(5))
	var kept [64][]*tree
	sum := 0
	for i := range 20000 {
		slot := &kept[i*7%len(kept)]
		*slot = append(*slot, &tree{weight: i, left: &tree{weight: -i}})
		if len(*slot) > 50 {
			for _, t := range *slot {
				sum = sum*31 + t.weight ^ t.left.weight
			}
			*slot = nil
		}
	}
	return fmt.Sprint(sum)
}

type large struct {
	head [3]uint64
	name string
	tail [21]byte
}

type block [200]byte

//go:noinline
func pass(l large, b block, n int) (large, block) {
	l.head[n%3] += uint64(len(l.name) + int(b[n]))
	l.tail[n%len(l.tail)]++
	b[n%len(b)] ^= byte(n)
	return l, b
}

// copies moves values of many sizes about, and clears them.
func copies() string {
	l, b := large{name: "large"}, block{}
	list := make([]large, 9)
	for n := range 150 {
		l, b = pass(l, b, n)
		list[n%9], l = l, list[(n+4)%9]
		if n%40 == 0 {
			list[n%9], b = large{}, block{byte(n)}
		}
		l.name = "large"
	}
	var odd [37]byte
	var huge [1000]uint16
	again := odd
	for i := range huge {
		again[i%37] += byte(i)
		huge[i] = uint16(again[i%37])
	}
	other := huge
	huge = [1000]uint16{}
	return fmt.Sprintf("%016x", mix(list, l, b, odd, again, other, huge))
}

// overlaps copies arrays onto parts of themselves.
func overlaps() string {
	bytes := make([]byte, 80)
	for i := range bytes {
		bytes[i] = byte(i)
	}
	*(*[33]byte)(bytes[5:]) = *(*[33]byte)(bytes)
	*(*[40]byte)(bytes[8:]) = *(*[40]byte)(bytes[19:])
	copy(bytes[1:], bytes)
	self := (*[64]byte)(bytes[16:])
	*self = *(*[64]byte)(bytes[16:])
	return fmt.Sprintf("%x", bytes)
}
