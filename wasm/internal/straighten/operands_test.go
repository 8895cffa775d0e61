package straighten

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFirstOperands: of the last instruction.
func TestFirstOperands(t *testing.T) {
	for name, c := range map[string]struct {
		code string
		want int
	}{
		"load":                 {`local.get 5; local.get 6; i64.load 0`, 1},
		"store":                {`local.get 4; local.get 5; local.get 6; i64.store 0`, 1},
		"store of a sum":       {`local.get 5; local.get 6; local.get 7; i64.add; i64.store 0`, 0},
		"choice":               {`local.get 4; local.get 5; local.get 6; local.get 7; select`, 1},
		"tee":                  {`local.get 5; local.tee 6; i64.load 0`, 1},
		"copy":                 {`local.get 5; local.get 6; local.get 7; memory.copy`, 0},
		"what is gone":         {`local.get 5; local.get 6; drop; local.get 7; i64.store 0`, 0},
		"nothing":              {`local.get 5; local.get 6`, unknown},
		"a call's result":      {`local.get 5; call 1; i64.load 0`, unknown},
		"under what is gone":   {`call 1; local.get 5; drop; local.get 6; i64.store 0`, unknown},
		"under what was taken": {`call 1; local.get 5; local.get 6; i64.store 0; local.get 7; i64.store 0`, unknown},
		"behind a call":        {`call 1; local.get 5; i64.load 0`, 1},
		"behind a block's end": {`local.get 5; block 1; end; i64.load 0`, unknown},
		"grown memory":         {`local.get 5; memory.grow; i32.load 0`, unknown},
	} {
		f := assemble(t, c.code)
		assert.Equal(t, c.want, f.firstOperands()[len(f.code)-2], name)
	}
}
