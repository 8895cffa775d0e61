package host_test

import (
	"context"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm/abi"
)

// parrot is a module that takes the body it is given for its record.
func parrot() *fake {
	f := newFake()
	copyBody := []byte{0xfc, 0x0a, 0, 0}
	f.code[abi.ExportClassify] = join(constant(atRecord), constant(atInput), []byte{0x20, 0, 0x6a}, []byte{0x20, 1}, copyBody, constant(atRecord))
	return f
}

// memoryOf is the memory of a parrot after a call.
func memoryOf(t testing.TB, f *fake, headers, body []byte) []byte {
	t.Helper()
	memory := make([]byte, pages<<16)
	at := f.memory()
	for _, address := range slices.Sorted(maps.Keys(at)) {
		copy(memory[address:], at[address])
	}
	copy(memory[atInput:], headers)
	copy(memory[atInput+len(headers):], body)
	copy(memory[atRecord:], body)
	return memory
}

// reference is a text of a record: where it is, where the verdict has it, and
// whether it is a name, which is short.
type reference struct {
	abi.Ref
	got  string
	name bool
}

// references lists the texts of a record and what became of them.
func references(r *abi.Record, v *catalog.Verdict) []reference {
	list := []reference{
		{r.Code, v.Code, false}, {r.Reason, v.Reason, true}, {r.Row, v.Row, true}, {r.Title, v.Title, false},
		{r.Detail, v.Detail, false}, {r.TraceID, v.TraceID, false}, {r.Source, v.Source, false},
	}
	for i := range min(int(r.ErrorsLength), catalog.MaxErrors) {
		item, e := &r.Errors[i], catalog.ErrorItem{}
		if i < len(v.Errors) {
			e = v.Errors[i]
		}
		list = append(list, reference{item.Code, e.Code, false}, reference{item.Reason, e.Reason, true}, reference{item.Row, e.Row, true},
			reference{item.Title, e.Title, false}, reference{item.Detail, e.Detail, false}, reference{item.Source, e.Source, false})
	}
	return list
}

// lies returns whether a record cannot be: it leads out of the memory, or lists
// more than there is room for. unclear is one that may be refused for the sum of
// its texts.
func lies(r *abi.Record, refs []reference) (lie, unclear bool) {
	sum := uint64(0)
	for _, ref := range refs {
		end := uint64(ref.Address) + uint64(ref.Length)
		lie = lie || ref.Length > 0 && (end > pages<<16 || ref.name && ref.Length > 256)
		sum += uint64(ref.Length)
	}
	return lie || r.ErrorsLength > catalog.MaxErrors, sum > abi.MaxInput
}

// hostileRecords are records to begin with.
func hostileRecords() map[string]abi.Record {
	texts, errors := abi.Record{}, abi.Record{ErrorsLength: 2}
	texts.Code, texts.Title, texts.Row = abi.Ref{Address: atInput, Length: 4}, abi.Ref{Address: atInput + 2, Length: 40}, abi.Ref{Address: atSecret, Length: 7}
	errors.Errors[1].Detail = abi.Ref{Address: pages<<16 - 4, Length: 4}
	past, wraps, many := texts, texts, errors
	past.Detail = abi.Ref{Address: pages<<16 - 4, Length: 5}
	wraps.Source = abi.Ref{Address: 1<<32 - 1, Length: 1<<32 - 1}
	many.ErrorsLength = 1 << 31
	return map[string]abi.Record{"none": {}, "texts": texts, "errors": errors, "past": past, "wraps": wraps, "many": many}
}

// randomWords are words that hurt where an address or a length is read.
func randomWords(random *rand.Rand, size int) (b []byte) {
	const end = pages << 16
	words := []uint32{0, 0, 1, 4, 33, 257, atInput, atInput - 1, atInput + uint32(size), end - 1, end, end + 1, 1 << 31, 1<<32 - 1, 1<<32 - 4}
	tame := random.IntN(8)
	for len(b) < size {
		word := random.Uint32N(end)
		if random.IntN(8) >= tame {
			word = words[random.IntN(len(words))]
		} else if random.IntN(2) == 0 {
			word %= 64
		}
		b = binary.LittleEndian.AppendUint32(b, word)
	}
	return b
}

// FuzzRecord: whatever a module's record holds, a verdict has the bytes that it
// leads to in the module's own memory, or the call says that it cannot be and
// the verdict is empty.
func FuzzRecord(f *testing.F) {
	size := binary.Size(abi.Record{})
	for name, record := range hostileRecords() {
		f.Add([]byte("X-Request-Id: "+name+"\n"), little(record))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		f.Add([]byte(nil), randomWords(random, size))
	}
	module := parrot()
	e := open(f, host.NewConfig().WithModule(module.bytes()).WithMaxInstances(1))
	f.Fuzz(func(t *testing.T, headers, body []byte) {
		headers, body = headers[:min(len(headers), 1<<10)], slices.Concat(body, make([]byte, size))[:size]
		var record abi.Record
		_, err := binary.Decode(body, binary.LittleEndian, &record)
		require.NoError(t, err)
		var v host.Verdict
		err = e.Classify(context.Background(), &decoder.Request{Headers: headers, Body: body}, &v)
		refs := references(&record, &v.Verdict)
		lie, unclear := lies(&record, refs)
		if err != nil {
			require.ErrorIs(t, err, host.ErrModule)
			assert.True(t, lie || unclear, err)
			assert.Equal(t, catalog.Verdict{}, v.Clone())
			return
		}
		require.False(t, lie)
		memory := memoryOf(t, module, headers, body)
		for _, ref := range refs {
			if ref.Length > 0 {
				require.Equal(t, string(memory[ref.Address:][:ref.Length]), ref.got)
			}
		}
		assert.NotEmpty(t, v.String())
		assert.NotEmpty(t, v.AppendJSON(nil))
	})
}
