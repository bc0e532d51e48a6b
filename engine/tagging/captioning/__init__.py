"""The captioner: LLaVA-Mistral through llama.cpp, asked for facts and held to them."""
