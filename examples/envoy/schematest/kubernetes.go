package schematest

import (
	"encoding/json"
	"fmt"

	egv1 "github.com/envoyproxy/gateway/api/v1alpha1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	extensionsv1 "istio.io/api/extensions/v1alpha1"
	networkingv1 "istio.io/api/networking/v1alpha3"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// WasmPlugin reads Istio's resource of that name.
func WasmPlugin(text []byte) (*extensionsv1.WasmPlugin, error) {
	spec := new(extensionsv1.WasmPlugin)
	return spec, istio(text, "extensions.istio.io/v1alpha1", "WasmPlugin", spec)
}

// EnvoyFilter reads Istio's resource of that name.
func EnvoyFilter(text []byte) (*networkingv1.EnvoyFilter, error) {
	spec := new(networkingv1.EnvoyFilter)
	return spec, istio(text, "networking.istio.io/v1alpha3", "EnvoyFilter", spec)
}

// istio reads a resource, whose spec is a protobuf message.
func istio(text []byte, version, kind string, spec proto.Message) error {
	var r struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
		Spec              json.RawMessage `json:"spec"`
	}
	if err := yaml.UnmarshalStrict(text, &r); err != nil {
		return err
	}
	if err := is(r.TypeMeta, version, kind); err != nil {
		return err
	}
	return protojson.Unmarshal(r.Spec, spec)
}

// ExtensionPolicy reads Envoy Gateway's EnvoyExtensionPolicy.
func ExtensionPolicy(text []byte) (*egv1.EnvoyExtensionPolicy, error) {
	p := new(egv1.EnvoyExtensionPolicy)
	if err := yaml.UnmarshalStrict(text, p); err != nil {
		return nil, err
	}
	return p, is(p.TypeMeta, egv1.GroupVersion.String(), egv1.KindEnvoyExtensionPolicy)
}

// EnvoyProxy reads Envoy Gateway's resource of that name.
func EnvoyProxy(text []byte) (*egv1.EnvoyProxy, error) {
	p := new(egv1.EnvoyProxy)
	if err := yaml.UnmarshalStrict(text, p); err != nil {
		return nil, err
	}
	return p, is(p.TypeMeta, egv1.GroupVersion.String(), egv1.KindEnvoyProxy)
}

func is(t metav1.TypeMeta, version, kind string) error {
	if t.APIVersion != version || t.Kind != kind {
		return fmt.Errorf("%s %s where %s %s is expected", t.APIVersion, t.Kind, version, kind)
	}
	return nil
}
