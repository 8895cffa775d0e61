package schematest

import (
	"fmt"

	bootstrapv3 "github.com/envoyproxy/go-control-plane/envoy/config/bootstrap/v3"
	wasmv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/wasm/v3"
	hcmv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protopath"
	"google.golang.org/protobuf/reflect/protorange"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"
	"sigs.k8s.io/yaml"

	// Messages that envoy.yaml holds in typed_config, found by their names.
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/access_loggers/stream/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/router/v3"
)

// Bootstrap reads Envoy's configuration: a key that Envoy does not know, one
// that stands twice, a typed_config of an unknown type, or a value that breaks
// a rule of the API is an error.
func Bootstrap(text []byte) (*bootstrapv3.Bootstrap, error) {
	b := new(bootstrapv3.Bootstrap)
	if err := message(text, b); err != nil {
		return nil, err
	}
	return b, validate(b)
}

// message reads YAML into a protobuf message.
func message(text []byte, into proto.Message) error {
	json, err := yaml.YAMLToJSONStrict(text)
	if err != nil {
		return err
	}
	return protojson.Unmarshal(json, into)
}

// validate applies the rules of the API to a message and to all that it holds,
// also to what stands in typed_config, into which Validate does not look.
func validate(m proto.Message) error {
	return protorange.Range(m.ProtoReflect(), func(p protopath.Values) error {
		at := p.Index(-1)
		inner, ok := at.Value.Interface().(protoreflect.Message)
		if !ok {
			return nil
		}
		v, ok := inner.Interface().(interface{ ValidateAll() error })
		if !ok {
			return nil
		}
		if err := v.ValidateAll(); err != nil {
			return fmt.Errorf("%v: %w", p.Path, err)
		}
		return nil
	})
}

// WasmFilters returns all filters of the bootstrap that are WebAssembly modules.
func WasmFilters(b *bootstrapv3.Bootstrap) (list []*wasmv3.Wasm, err error) {
	for _, listener := range b.GetStaticResources().GetListeners() {
		for _, chain := range listener.GetFilterChains() {
			for _, filter := range chain.GetFilters() {
				manager := new(hcmv3.HttpConnectionManager)
				if err := filter.GetTypedConfig().UnmarshalTo(manager); err != nil {
					return nil, err
				}
				for _, f := range manager.GetHttpFilters() {
					wasm := new(wasmv3.Wasm)
					if !f.GetTypedConfig().MessageIs(wasm) {
						continue
					}
					if err := f.GetTypedConfig().UnmarshalTo(wasm); err != nil {
						return nil, err
					}
					list = append(list, wasm)
				}
			}
		}
	}
	return list, nil
}

// FilterConfig returns what Envoy hands to the module: a Struct as JSON.
func FilterConfig(w *wasmv3.Wasm) ([]byte, error) {
	s := new(structpb.Struct)
	if err := w.GetConfig().GetConfiguration().UnmarshalTo(s); err != nil {
		return nil, err
	}
	return protojson.Marshal(s)
}
