using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rampart.Pipeline.Parameters;

/// <summary>
/// Parameters records as JSON, the form in which work items carry them: snake_case keys, kebab-case words, every knob written but those that were
/// added later (<see cref="AddedLaterAttribute"/>) and stand at their default.
/// A plan writes them, a stage reads them; variants (<see cref="VariantAttribute"/>) keep their <c>name</c>.
/// </summary>
public static class ParameterJson
{
    static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>Writes a parameters record, or any other value made of such records, numbers, words and lists.</summary>
    public static JsonElement Write<T>(T parameters) => JsonSerializer.SerializeToElement(parameters, Options);

    /// <summary>Writes a value as its declared type, so that a variant keeps its name.</summary>
    public static JsonElement Write(object parameters, Type declared) => JsonSerializer.SerializeToElement(parameters, declared, Options);

    /// <summary>Reads a parameters record.</summary>
    /// <exception cref="JsonException">A knob is missing, unknown, or of another type; the message names it.</exception>
    public static T Read<T>(JsonElement json) => json.Deserialize<T>(Options) ?? throw new JsonException("The parameters are null.");

    static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepKnobsOnly, LeaveOutLaterDefaults, AddVariants } },
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }

    // What a record computes from its knobs is no knob: it must not enter a work item's identity.
    static void KeepKnobsOnly(JsonTypeInfo info)
    {
        if (info.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var computed in info.Properties.Where(property => property.AttributeProvider is PropertyInfo { SetMethod: null }).ToList())
            {
                info.Properties.Remove(computed);
            }
        }
    }

    static void LeaveOutLaterDefaults(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }
        var later = info.Properties
            .Where(property => property.AttributeProvider is PropertyInfo knob && knob.IsDefined(typeof(AddedLaterAttribute)))
            .ToList();
        if (later.Count > 0)
        {
            var defaults = Activator.CreateInstance(info.Type)!;
            later.ForEach(property => property.ShouldSerialize = (_, value) => !Equals(value, property.Get!(defaults)));
        }
    }

    static void AddVariants(JsonTypeInfo info)
    {
        var variants = info.Type.GetCustomAttributes<VariantAttribute>(inherit: false).ToList();
        if (variants.Count == 0)
        {
            return;
        }
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = VariantAttribute.Discriminator };
        foreach (var variant in variants)
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(variant.Record, variant.Name));
        }
    }
}
