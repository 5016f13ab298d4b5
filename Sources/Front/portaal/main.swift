print("portaal")
