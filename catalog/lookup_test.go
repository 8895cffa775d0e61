package catalog_test

import (
	"math"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
)

// TestInClass: a class has a hundred statuses, and what is none is in no class.
func TestInClass(t *testing.T) {
	for status := -1000; status <= 1000; status++ {
		for class := 1; class <= 5; class++ {
			assert.Equal(t, status/100 == class, catalog.InClass(status, class), "%d in %dxx", status, class)
		}
	}
	assert.False(t, catalog.InClass(math.MinInt, 5))
	assert.False(t, catalog.InClass(math.MaxInt, 5))
}
