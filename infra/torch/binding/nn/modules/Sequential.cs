using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules in a row; each gets the output of the one before it.</summary>
        public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
        {
            private readonly List<torch.nn.IModule<torch.Tensor, torch.Tensor>> _modules = [];

            protected internal Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules)
                : base(nameof(Sequential))
            {
                foreach ((string name, torch.nn.Module<torch.Tensor, torch.Tensor> module) in modules)
                {
                    append(name, module);
                }
            }

            public int Count => _modules.Count;

            public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
            {
                register_module(name, (torch.nn.Module)module);
                _modules.Add(module);
                return this;
            }

            public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => append($"{Count}", module);

            /// <summary>Intermediate results are freed on the way; autograd keeps what it needs.</summary>
            public override torch.Tensor forward(torch.Tensor tensor)
            {
                if (_modules.Count == 0)
                {
                    return tensor.alias();
                }

                torch.Tensor current = tensor;
                foreach (torch.nn.IModule<torch.Tensor, torch.Tensor> module in _modules)
                {
                    torch.Tensor next = module.call(current);
                    if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
                    {
                        current.Dispose();
                    }

                    current = next;
                }

                return current;
            }

            // Every part was registered when it was added.
            protected override void RegisterComponents()
            {
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                new([.. modules.Select((module, i) => ($"{i}", module))]);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new([.. modules]);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => Sequential(modules.ToArray());
        }
    }
}
