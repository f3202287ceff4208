namespace Rampart.Pipeline.Parameters;

/// <summary>
/// One of the records that an abstract parameters record may be, chosen by the key <c>name</c> in pipeline.yaml.
/// It stands on the abstract record; adding a method is its record and one such line.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class VariantAttribute(string name, Type record) : Attribute
{
    /// <summary>The key under which pipeline.yaml names the variant.</summary>
    public const string Discriminator = "name";

    /// <summary>The value of <c>name</c>, in kebab-case.</summary>
    public string Name { get; } = name;

    /// <summary>The record with the variant's knobs, derived from the one that carries this attribute.</summary>
    public Type Record { get; } = record;
}
