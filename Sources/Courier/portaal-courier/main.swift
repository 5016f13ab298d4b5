print("portaal-courier")
