"""The domain: values, rules, use cases, ports. Standard library only."""
