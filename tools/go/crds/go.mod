// What the custom resource definitions are taken from. Nothing here is compiled, so `go mod tidy` would drop it all:
// after a change run `go mod download` with each module's name, which writes go.sum.
module tools/crds

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2 // indirect
	github.com/envoyproxy/gateway v1.9.1 // indirect
	github.com/external-secrets/external-secrets v1.3.2 // indirect
	github.com/prometheus-operator/prometheus-operator v0.93.1 // indirect
	istio.io/api v1.31.1 // indirect
	sigs.k8s.io/gateway-api v1.6.1 // indirect
	sigs.k8s.io/karpenter v1.13.0 // indirect
)
