using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Rampart.TorchSurface.Tests;

/// <summary>Reads from an assembly's metadata, without loading it, what it uses of TorchSharp or what it defines.</summary>
internal static class AssemblyMembers
{
    private const string Torch = "TorchSharp";

    /// <summary>Types, methods and fields of the assembly TorchSharp that this one refers to.</summary>
    public static IReadOnlySet<string> Used(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        var used = new HashSet<string>();
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            if (IsTorch(reader, handle))
            {
                used.Add(SignatureNames.Instance.GetTypeFromReference(reader, handle, 0));
            }
        }

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (IsTorch(reader, member.Parent))
            {
                used.Add(Line(Parent(reader, member.Parent), reader, member));
            }
        }

        return used;
    }

    /// <summary>The types, methods and fields that can be used from outside, each under its own type and those derived from it.</summary>
    public static IReadOnlySet<string> Defined(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        var defined = new HashSet<string>();
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            string type = SignatureNames.Instance.GetTypeFromDefinition(reader, handle, 0);
            defined.Add(type);
            TypeDefinition definition = reader.GetTypeDefinition(handle);
            foreach (MethodDefinition method in definition.GetMethods().Select(reader.GetMethodDefinition))
            {
                MethodSignature<string> signature = method.DecodeSignature(SignatureNames.Instance, null);
                defined.Add(Line(type, reader.GetString(method.Name), signature));
            }

            foreach (FieldDefinition field in definition.GetFields().Select(reader.GetFieldDefinition))
            {
                defined.Add($"{type}::{reader.GetString(field.Name)} : {field.DecodeSignature(SignatureNames.Instance, null)}");
            }
        }

        return defined;
    }

    private static string Line(string parent, MetadataReader reader, MemberReference member)
    {
        string name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Field
            ? $"{parent}::{name} : {member.DecodeFieldSignature(SignatureNames.Instance, null)}"
            : Line(parent, name, member.DecodeMethodSignature(SignatureNames.Instance, null));
    }

    private static string Line(string parent, string name, MethodSignature<string> signature)
    {
        string arity = signature.GenericParameterCount > 0 ? $"`{signature.GenericParameterCount}" : string.Empty;
        string kind = signature.Header.IsInstance ? string.Empty : "static ";
        return $"{parent}::{kind}{name}{arity}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";
    }

    // A member of a constructed type stands under the type itself: its signature speaks of !0, !1 anyway.
    private static string Parent(MetadataReader reader, EntityHandle parent)
    {
        string name = parent.Kind == HandleKind.TypeSpecification
            ? SignatureNames.Instance.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)parent, 0)
            : SignatureNames.Instance.GetTypeFromReference(reader, (TypeReferenceHandle)parent, 0);
        int arguments = name.IndexOf('<', StringComparison.Ordinal);
        return arguments < 0 ? name : name[..arguments];
    }

    private static bool IsTorch(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => IsTorch(reader, reader.GetTypeReference((TypeReferenceHandle)handle).ResolutionScope),
        HandleKind.AssemblyReference =>
            reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)handle).Name) == Torch,
        HandleKind.TypeSpecification => Parent(reader, handle).StartsWith(Torch + ".", StringComparison.Ordinal),
        _ => false,
    };
}
