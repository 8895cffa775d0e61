package main

import (
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

// What workers have to know by name is registered before they start.
//
// Functions are registered without the generic forms of package register, each
// of which takes the compiler some ten seconds: these are called once a file, a
// bundle or a bad record, where a call by reflection costs nothing.
func init() {
	beam.RegisterType(reflect.TypeFor[Key]())
	beam.RegisterCoder(reflect.TypeFor[Key](), encodeKey, decodeKey)
	beam.RegisterType(reflect.TypeFor[Drift]())
	beam.RegisterCoder(reflect.TypeFor[Drift](), encodeDrift, decodeDrift)

	beam.RegisterFunction(sortFile)
	beam.RegisterDoFn(&lineFn{})
	beam.RegisterDoFn(&tableFn{})
	beam.RegisterType(reflect.TypeFor[mergeFn]())
	beam.RegisterDoFn(&reportFn{})
	beam.RegisterDoFn(&shardFn{})
	beam.RegisterDoFn(&badFn{})

	register.Emitter1[fileio.FileMetadata]()
	register.Emitter2[Key, int64]()
	register.Emitter1[Drift]()
	register.Emitter1[string]()
	register.Iter2[Key, int64]()
	register.Iter1[Drift]()
	register.Iter1[string]()
}
