package main

import (
	"fmt"
	"math"
	"math/bits"
)

// extremes are numbers at the borders of types.
var extremes = []int64{0, 1, -1, 2, 7, -13, 100, 127, 128, 255, 256, -129, 32767, 65536, math.MaxInt32, math.MinInt32,
	math.MaxUint32, 1 << 40, math.MaxInt64, math.MinInt64}

func arithmetic() string {
	var sum uint64
	for _, a := range extremes {
		for _, b := range extremes {
			sum = sum*31 + integers(a, b) + integers(int32(a), int32(b)) + integers(int16(a), int16(b)) + integers(int8(a), int8(b)) +
				integers(uint64(a), uint64(b)) + integers(uint32(a), uint32(b)) + integers(uint16(a), uint16(b)) + integers(uint8(a), uint8(b))
			high, low := bits.Mul64(uint64(a), uint64(b))
			sum ^= high + uint64(bits.LeadingZeros64(low)) + uint64(bits.OnesCount32(uint32(a))) + bits.RotateLeft64(low, int(b&63))
		}
	}
	return fmt.Sprintf("%016x", sum)
}

// integers does all there is to do with two numbers of a type.
func integers[T int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64](a, b T) uint64 {
	sum := a + b
	sum = sum*3 - a*b ^ (a | b) + a&^b
	if b != 0 {
		sum += a/b - a%b*7
	}
	shift := uint(b) % 70
	sum ^= a<<shift + a>>shift
	switch {
	case a < b:
		sum += 11
	case a >= b && a != 1:
		sum -= 5
	}
	if !(a <= b) != (a > b) {
		sum = ^sum
	}
	return uint64(sum)
}

func floats() string {
	var sum float64
	var single float32
	for _, a := range extremes {
		x := float64(a) / 3
		sum += math.Sqrt(math.Abs(x)) + math.Floor(x/1e5) - math.Trunc(x/1e7) + math.Copysign(1, x)
		single = single/2 + float32(a)*1.5
		if x > 1e300 || !(x <= math.Inf(1)) || math.NaN() == x {
			sum++
		}
	}
	nan := math.NaN()
	order := fmt.Sprint(nan < 1, nan > 1, nan == nan, nan != nan, !(nan < 1))
	return fmt.Sprint(sum, single, int64(sum), int32(int64(single)), math.Float32bits(single), order)
}
