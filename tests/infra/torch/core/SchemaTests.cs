using System.Reflection;
using TorchSharp.Interop;

namespace Rampart.Torch.Tests.Core;

public sealed class SchemaTests
{
    /// <summary>Operators that only some of the supported versions of libtorch have; the binding asks before it calls them.</summary>
    private static readonly string[] s_optional = ["scaled_dot_product_attention", "_fused_adamw_", "_fused_adam_", "rms_norm"];

    public static TheoryData<string> Operators()
    {
        var declarations = new TheoryData<string>();
        foreach (FieldInfo field in Fields()) declarations.Add(field.Name);
        return declarations;
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void This_libtorch_has_the_operator_with_the_arguments_that_the_binding_expects(string name)
    {
        var op = (Op)Fields().Single(field => field.Name == name).GetValue(null)!;
        if (s_optional.Contains(op.Declaration.Split('(', '.')[0]) && !op.Exists) return;
        string schema = op.Schema;
        Assert.Contains(op.Declaration[..op.Declaration.IndexOf('(')], schema);
    }

    private static IEnumerable<FieldInfo> Fields() =>
        typeof(Aten).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.FieldType == typeof(Op));
}
