namespace Rampart.Bus.Journaling;

/// <summary>The name of a contract: <c>MineShard</c>, or <c>Fault&lt;MineShard&gt;</c> for what the bus makes of it.</summary>
static class ContractName<T>
{
    public static readonly string Value = Of(typeof(T));

    static string Of(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;
}
